// SPDX-License-Identifier: Apache-2.0
import type { LocalMedia } from "../media/local";
import { useStore } from "../state/store";
import { text } from "../text";
import { MicrophoneOffIcon } from "./icons";
import { VideoTrack } from "./Track";

/** One's own picture, mirrored as people know themselves, and in words what the others do not get. */
export function SelfView({ media }: { media: LocalMedia }) {
  const { camera, microphone, tracks } = useStore(media.store);
  return (
    <figure className="self">
      <VideoTrack track={tracks.camera} mirrored label={text.call.selfView} />
      {tracks.camera === null && (
        <p className="self-words">{camera.status === "unavailable" ? text.devices.noCamera : text.call.cameraOff}</p>
      )}
      <figcaption className="caption">
        <span className="caption-name">{text.call.you}</span>
        {microphone.status === "off" && (
          <span className="badge">
            <MicrophoneOffIcon />
            {text.call.muted}
          </span>
        )}
        {microphone.status === "unavailable" && <span className="badge">{text.call.noMicrophone}</span>}
        {tracks.screen !== null && <span className="badge">{text.call.sharing}</span>}
      </figcaption>
    </figure>
  );
}
