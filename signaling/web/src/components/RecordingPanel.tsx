// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import { Button, Label, Radio, RadioGroup } from "react-aria-components";
import type { Content, Person, Recording } from "../protocol/messages";
import { text } from "../text";

interface Props {
  readonly recording: Recording;
  readonly people: readonly Person[];
  readonly me: string;
  readonly onRecord: (content: Content | null) => void;
  readonly onStop: () => void;
}

/** Staff's say in the recording: ask for it, see why it is not on, go on, stop. */
export function RecordingPanel({ recording, people, me, onRecord, onStop }: Props) {
  if (recording.state === "off") return <Ask onRecord={onRecord} />;
  const missing = recording.missing ?? [];
  const held = recording.state === "paused" && missing.length === 0;
  const nameOf = (participant: string): string => {
    if (participant === me) return text.call.you;
    return people.find((person) => person.participant === participant)?.name ?? text.call.somebody;
  };
  return (
    <>
      <div role="status">
        {recording.trouble !== null && (
          <p className="problem">{text.recording.staff.troubles[recording.state === "on" ? "behind" : recording.trouble]}</p>
        )}
        {held && <p className="hint">{text.recording.staff.held}</p>}
        {missing.length > 0 && (
          <ul>
            {missing.map(({ participant, consent }) => (
              <li key={participant} className="hint">
                {text.recording.staff.missing[consent](nameOf(participant))}
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className="row-actions">
        {held && (
          <Button className="button" onPress={() => onRecord(recording.content)}>
            {text.recording.staff.goOn}
          </Button>
        )}
        <Button className="button" onPress={onStop}>
          {recording.state === "on" ? text.recording.staff.stop : text.recording.staff.doNot}
        </Button>
      </div>
    </>
  );
}

function Ask({ onRecord }: { onRecord: (content: Content | null) => void }) {
  const [content, setContent] = useState<Content>("audioAndVideo");
  return (
    <>
      <RadioGroup
        className="choices"
        value={content}
        onChange={(chosen) => setContent(chosen === "audio" ? "audio" : "audioAndVideo")}
      >
        <Label className="hint">{text.recording.staff.what}</Label>
        <Radio className="choice" value="audioAndVideo">
          {text.recording.staff.audioAndVideo}
        </Radio>
        <Radio className="choice" value="audio">
          {text.recording.staff.audio}
        </Radio>
      </RadioGroup>
      <div className="row-actions">
        <Button className="button" onPress={() => onRecord(content)}>
          {text.recording.staff.ask}
        </Button>
      </div>
    </>
  );
}
