// SPDX-License-Identifier: Apache-2.0

const everyMillis = 100;
const floorDecibels = -60;

/** Loudness as people feel it: −60 dB and less is 0 %, full scale is 100 %. */
export function percentOf(rootMeanSquare: number): number {
  if (rootMeanSquare <= 0) return 0;
  const decibels = 20 * Math.log10(rootMeanSquare);
  return Math.round(Math.min(1, Math.max(0, 1 - decibels / floorDecibels)) * 100);
}

/** Reports a track's loudness ten times a second; returns how to stop. */
export function watchLevel(track: MediaStreamTrack, report: (percent: number) => void): () => void {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    const sum = samples.reduce((total, sample) => total + sample * sample, 0);
    report(percentOf(Math.sqrt(sum / samples.length)));
  }, everyMillis);
  // Some browsers start sound processing only after a click or key.
  const wake = (): void => void context.resume();
  const wakers = ["pointerdown", "keydown"] as const;
  for (const waker of wakers) window.addEventListener(waker, wake);
  return () => {
    clearInterval(timer);
    for (const waker of wakers) window.removeEventListener(waker, wake);
    void context.close();
  };
}
