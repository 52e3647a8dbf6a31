// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef, useState } from "react";

/** A video track, without its sound. */
export function VideoTrack({
  track,
  mirrored = false,
  label,
  showing = "",
}: {
  track: MediaStreamTrack | null;
  mirrored?: boolean;
  label?: string;
  /** What the track is meant to show; the picture stays hidden until a frame has come since this last changed. */
  showing?: string;
}) {
  const video = useRef<HTMLVideoElement>(null);
  const [fresh, setFresh] = useState<string | null>(null);

  useEffect(() => {
    if (video.current === null) return;
    video.current.srcObject = track === null ? null : new MediaStream([track]);
  }, [track]);

  useEffect(() => {
    const element = video.current;
    setFresh(null);
    if (element === null || track === null) return;
    if (!("requestVideoFrameCallback" in element)) {
      setFresh(showing);
      return;
    }
    const request = element.requestVideoFrameCallback(() => setFresh(showing));
    return () => element.cancelVideoFrameCallback(request);
  }, [track, showing]);

  return (
    <video
      ref={video}
      className={`video${mirrored ? " mirrored" : ""}${fresh === showing ? " fresh" : ""}`}
      autoPlay
      playsInline
      muted
      disablePictureInPicture
      aria-label={label}
      aria-hidden={label === undefined}
    />
  );
}

/** A sound track; calls back when the browser refuses to play it without a click. */
export function AudioTrack({ track, onBlocked, retry }: { track: MediaStreamTrack; onBlocked: () => void; retry: number }) {
  const audio = useRef<HTMLAudioElement>(null);

  useEffect(() => {
    const element = audio.current;
    if (element === null) return;
    if (element.srcObject === null || !(element.srcObject as MediaStream).getTracks().includes(track)) {
      element.srcObject = new MediaStream([track]);
    }
    element.play().catch((failure: unknown) => {
      if (failure instanceof Error && failure.name === "NotAllowedError") onBlocked();
    });
  }, [track, retry, onBlocked]);

  return <audio ref={audio} autoPlay />;
}
