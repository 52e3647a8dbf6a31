// SPDX-License-Identifier: Apache-2.0
import { type Layer, rids } from "./layers";

/** One stream of the camera while it is sent. */
export interface StreamLook {
  /** What the browser lets it have, bits a second; null where the browser never says. */
  readonly targetBps: number | null;
  /** Whether it has clearly fewer pictures than the camera gives. */
  readonly halting: boolean;
}

/** What one look at a peer connection's statistics tells. */
export interface Look {
  /** Grows with everything that arrives, answers to the browser's own checks among it. */
  readonly arrived: number;
  /** What the browser believes the path carries from here, bits a second; null where it does not say. */
  readonly availableBps: number | null;
  /** Of the microphone's packets, as the server reports them: the part that was lost of late, and their round trip. */
  readonly lost: number | null;
  readonly roundTripMillis: number | null;
  /** What all but the camera is meant to have, bits a second. */
  readonly othersBps: number;
  /** The camera's streams that are sent, lowest first; empty while the camera is off or rests. */
  readonly streams: readonly StreamLook[];
  /** The streams that the camera's picture could be sent in; empty while the camera is off. */
  readonly layers: readonly Layer[];
  readonly screen: boolean;
}

/** What is being sent while the look is taken. */
export type Sent = Pick<Look, "layers" | "screen"> & { readonly encoded: number };

const haltingShare = 0.7;

/** Some fields are newer than the compiler's types, and browsers lack some of the others. */
interface Row {
  readonly type: string;
  readonly kind?: string;
  readonly rid?: string;
  readonly bytesReceived?: number;
  readonly responsesReceived?: number;
  readonly selectedCandidatePairId?: string;
  readonly availableOutgoingBitrate?: number;
  readonly fractionLost?: number;
  readonly roundTripTime?: number;
  readonly mediaSourceId?: string;
  readonly targetBitrate?: number;
  readonly framesPerSecond?: number;
}

/** Reads the statistics of a peer connection. */
export function lookAt(stats: ReadonlyMap<string, Row>, sent: Sent): Look {
  let arrived = 0;
  let availableBps: number | null = null;
  let microphone: Row | undefined;
  let othersBps = 0;
  const outbound: Row[] = [];
  for (const row of stats.values()) {
    if (row.type === "candidate-pair") arrived += (row.bytesReceived ?? 0) + (row.responsesReceived ?? 0);
    else if (row.type === "transport") availableBps = stats.get(row.selectedCandidatePairId ?? "")?.availableOutgoingBitrate ?? null;
    else if (row.type === "remote-inbound-rtp" && row.kind === "audio") microphone = row;
    else if (row.type === "outbound-rtp") outbound.push(row);
    if (row.type === "outbound-rtp" && row.rid === undefined) othersBps += row.targetBitrate ?? 0;
  }
  // Browsers that say it leave it out where it is nothing.
  const absent = outbound.some((row) => row.targetBitrate !== undefined) ? 0 : null;
  const streamOf = (row: Row): StreamLook => {
    const captured = stats.get(row.mediaSourceId ?? "")?.framesPerSecond ?? 0;
    return { targetBps: row.targetBitrate ?? absent, halting: (row.framesPerSecond ?? 0) < captured * haltingShare };
  };
  return {
    arrived,
    availableBps,
    lost: microphone?.fractionLost ?? null,
    roundTripMillis: microphone?.roundTripTime === undefined ? null : microphone.roundTripTime * 1_000,
    othersBps,
    streams: rids.slice(0, sent.encoded).flatMap((rid) => outbound.filter((row) => row.rid === rid).map(streamOf)),
    layers: sent.layers,
    screen: sent.screen,
  };
}
