// SPDX-License-Identifier: Apache-2.0
import type { Person } from "../src/protocol/messages";

export function somebody(participant: string): Person {
  return {
    participant,
    name: participant,
    role: "guest",
    state: "connected",
    microphone: true,
    camera: true,
    screen: false,
    slow: false,
  };
}
