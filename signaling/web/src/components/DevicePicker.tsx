// SPDX-License-Identifier: Apache-2.0
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from "react-aria-components";
import type { DeviceKind } from "../media/devices";
import type { LocalMedia } from "../media/local";
import { useStore } from "../state/store";
import { text } from "../text";
import { CheckIcon, ChevronIcon } from "./icons";

/** Which camera or microphone to use; not there while there is none. */
export function DevicePicker({ media, kind }: { media: LocalMedia; kind: DeviceKind }) {
  const state = useStore(media.store);
  const choices = kind === "camera" ? state.cameras : state.microphones;
  const used = state.tracks[kind]?.getSettings().deviceId ?? null;
  if (choices.length === 0) return null;
  return (
    <Select
      className="select"
      value={used}
      onChange={(id) => {
        if (typeof id === "string" && id !== used) void media.choose(kind, id);
      }}
    >
      <Label>{text.devices[kind]}</Label>
      <Button className="select-button">
        <SelectValue />
        <ChevronIcon />
      </Button>
      <Popover className="popover">
        <ListBox items={choices} className="listbox">
          {(choice) => (
            <ListBoxItem id={choice.id} textValue={choice.label} className="listbox-item">
              {({ isSelected }) => (
                <>
                  <span>{choice.label}</span>
                  {isSelected && <CheckIcon />}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}
