// SPDX-License-Identifier: Apache-2.0
import { ToggleButton } from "react-aria-components";
import type { LocalMedia, MediaState } from "../media/local";
import { text } from "../text";
import { CameraIcon, CameraOffIcon, MicrophoneIcon, MicrophoneOffIcon } from "./icons";

/** Mute and stop: the names stay, the pressed state tells how things are. */
export function SourceToggles({ media, state }: { media: LocalMedia; state: MediaState }) {
  const muted = state.microphone.status !== "on" && state.microphone.status !== "asking";
  const stopped = state.camera.status !== "on" && state.camera.status !== "asking";
  return (
    <>
      <ToggleButton className="control" isSelected={muted} onChange={(mute) => void media.switchMicrophone(!mute)}>
        {muted ? <MicrophoneOffIcon /> : <MicrophoneIcon />}
        <span>{text.call.mute}</span>
      </ToggleButton>
      <ToggleButton className="control" isSelected={stopped} onChange={(stop) => void media.switchCamera(!stop)}>
        {stopped ? <CameraOffIcon /> : <CameraIcon />}
        <span>{text.call.stopCamera}</span>
      </ToggleButton>
    </>
  );
}
