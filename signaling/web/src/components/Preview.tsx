// SPDX-License-Identifier: Apache-2.0
import { Button } from "react-aria-components";
import type { DeviceState, LocalMedia } from "../media/local";
import { useStore } from "../state/store";
import { text } from "../text";
import { DevicePicker } from "./DevicePicker";
import { LevelMeter } from "./LevelMeter";
import { SourceToggles } from "./SourceToggles";
import { VideoTrack } from "./Track";
import { CameraOffIcon } from "./icons";

/** Our own picture, loudness and devices before the call; says in words what is not there. */
export function Preview({ media }: { media: LocalMedia }) {
  const state = useStore(media.store);
  const { camera, microphone, tracks } = state;
  return (
    <div className="preview">
      <div className="preview-picture">
        <VideoTrack track={tracks.camera} mirrored label={text.devices.preview} />
        {tracks.camera === null && (
          <div className="no-picture">
            <CameraOffIcon />
            <p>{pictureWords(camera)}</p>
          </div>
        )}
        <div className="preview-controls" role="group" aria-label={text.devices.preview}>
          <SourceToggles media={media} state={state} />
        </div>
      </div>
      {camera.status === "asking" && <p className="hint">{text.devices.asking}</p>}
      <Trouble kind="camera" state={camera} retry={() => void media.switchCamera(true)} />
      <Trouble kind="microphone" state={microphone} retry={() => void media.switchMicrophone(true)} />
      {microphone.status === "off" && <p className="hint">{text.devices.muted}</p>}
      {tracks.microphone !== null && microphone.status === "on" && <LevelMeter track={tracks.microphone} />}
      <div className="pickers">
        <DevicePicker media={media} kind="camera" />
        <DevicePicker media={media} kind="microphone" />
      </div>
    </div>
  );
}

function Trouble({ kind, state, retry }: { kind: "camera" | "microphone"; state: DeviceState; retry: () => void }) {
  if (state.status !== "unavailable") return null;
  const words = kind === "camera" ? text.devices.cameraTrouble : text.devices.microphoneTrouble;
  return (
    <div className="notice" role="status">
      <p>{words[state.trouble]}</p>
      {state.trouble !== "unsupported" && (
        <Button className="button quiet" onPress={retry} aria-label={`${text.devices.retry}: ${text.devices[kind]}`}>
          {text.devices.retry}
        </Button>
      )}
    </div>
  );
}

function pictureWords(camera: DeviceState): string {
  switch (camera.status) {
    case "idle":
    case "asking":
    case "on":
      return text.devices.cameraStarting;
    case "off":
      return text.devices.cameraOff;
    case "unavailable":
      return text.devices.noCamera;
  }
}
