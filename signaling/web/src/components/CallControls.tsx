// SPDX-License-Identifier: Apache-2.0
import { Button, ToggleButton, Toolbar } from "react-aria-components";
import { canShareScreen } from "../media/devices";
import type { LocalMedia } from "../media/local";
import { useStore } from "../state/store";
import { text } from "../text";
import { LeaveIcon, ScreenIcon } from "./icons";
import { SourceToggles } from "./SourceToggles";

/** One's own microphone, camera and screen, and the way out. */
export function CallControls({ media, onLeave }: { media: LocalMedia; onLeave: () => void }) {
  const state = useStore(media.store);
  return (
    <Toolbar className="controls" aria-label={text.call.controls}>
      <SourceToggles media={media} state={state} />
      {canShareScreen() && (
        <ToggleButton
          className="control share"
          isSelected={state.tracks.screen !== null}
          onChange={(share) => void media.switchScreen(share)}
        >
          <ScreenIcon />
          <span>{text.call.shareScreen}</span>
        </ToggleButton>
      )}
      <Button className="control leave" onPress={onLeave}>
        <LeaveIcon />
        <span>{text.call.leave}</span>
      </Button>
    </Toolbar>
  );
}
