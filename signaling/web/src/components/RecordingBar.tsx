// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef, useState } from "react";
import { askingOf, recordingNews, recordingWords } from "../call/recording";
import type { ConsentAnswer, Recording } from "../protocol/messages";
import { Announcer } from "./Announcer";
import { ChangeOfMind, ConsentQuestion } from "./ConsentQuestion";
import { RecordIcon, RecordOffIcon } from "./icons";

interface Props {
  readonly recording: Recording | null;
  readonly onAnswer: (answer: ConsentAnswer) => void;
}

/** Above the call, always in view: whether it is recorded, in words and by a sign, and one's own say in it. */
export function RecordingBar({ recording, onAnswer }: Props) {
  const words = recordingWords(recording);
  const asking = askingOf(recording);
  return (
    <>
      {words !== null && recording !== null && (
        <div className={`recording ${recording.state}`}>
          <p className="recording-words">
            {recording.state === "on" ? <RecordIcon /> : <RecordOffIcon />}
            {words}
          </p>
          {asking !== null && asking.you !== "needed" && <ChangeOfMind asking={asking} onAnswer={onAnswer} />}
        </div>
      )}
      {asking?.you === "needed" && (
        <ConsentQuestion key={asking.question.version} asking={asking} onAnswer={onAnswer} />
      )}
      <RecordingNews recording={recording} />
    </>
  );
}

/** Reads out what becomes of the recording. To be there before there is any. */
export function RecordingNews({ recording }: { recording: Recording | null }) {
  const before = useRef<Recording | null>(null);
  const [words, setWords] = useState("");
  useEffect(() => {
    const news = recordingNews(before.current, recording);
    before.current = recording;
    if (news !== "") setWords(news);
  }, [recording]);
  return <Announcer>{words}</Announcer>;
}
