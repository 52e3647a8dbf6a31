// SPDX-License-Identifier: Apache-2.0

const delaysMillis = [0, 250, 500, 1000, 2000, 4000] as const;
const longestMillis = 5000;

/** How long to wait before the given attempt to reconnect (0 is the first): at once, then slower, up to five seconds. */
export function reconnectDelayMillis(attempt: number): number {
  return delaysMillis[attempt] ?? longestMillis;
}
