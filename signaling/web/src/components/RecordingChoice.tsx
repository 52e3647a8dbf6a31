// SPDX-License-Identifier: Apache-2.0
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from "react-aria-components";
import type { Content } from "../protocol/messages";
import type { DeskSession } from "../session/desk";
import { text } from "../text";
import { CheckIcon, ChevronIcon } from "./icons";

const choices = [
  { id: "none", label: text.recording.staff.none },
  { id: "audioAndVideo", label: text.recording.staff.audioAndVideo },
  { id: "audio", label: text.recording.staff.audio },
] as const;

interface Props {
  /** Who waits: one list may have several such choices. */
  readonly name: string;
  readonly content: Content | null;
  readonly onChoose: (content: Content | null) => void;
}

/** What is to be recorded of a consultation that has not begun. */
export function RecordingChoice({ name, content, onChoose }: Props) {
  return (
    <Select
      className="select recording-choice"
      value={content ?? "none"}
      onChange={(id) => onChoose(id === "audio" || id === "audioAndVideo" ? id : null)}
    >
      <Label>
        {text.recording.staff.title} <span className="visually-hidden">{text.recording.staff.of(name)}</span>
      </Label>
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

/** Has the server know the choice. */
export function choose(session: DeskSession, consultation: string, content: Content | null): void {
  if (content === null) session.doNotRecord(consultation);
  else session.record(content, consultation);
}
