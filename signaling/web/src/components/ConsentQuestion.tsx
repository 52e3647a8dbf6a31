// SPDX-License-Identifier: Apache-2.0
import { useEffect, useId, useRef } from "react";
import { Button } from "react-aria-components";
import type { Asking } from "../call/recording";
import type { ConsentAnswer, Question } from "../protocol/messages";
import { text } from "../text";

interface Props {
  readonly asking: Asking;
  readonly onAnswer: (answer: ConsentAnswer) => void;
}

/**
 * Whether one may be recorded, asked in the middle of a call: it takes the focus, or else it would be missed, and gives it
 * back to what had it before.
 */
export function ConsentQuestion({ asking, onAnswer }: Props) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    heading.current?.focus();
    return () => {
      if (document.activeElement === document.body && before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <section className="consent" aria-labelledby={id}>
      <h2 id={id} ref={heading} tabIndex={-1}>
        {text.recording.question}
      </h2>
      <Answers question={asking.question} onAnswer={onAnswer} />
    </section>
  );
}

/** The same while one waits: it stays there with what one has said, and leaves the focus alone until one answers. */
export function ConsentCard({ asking, onAnswer }: Props) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const { question, you } = asking;
  const open = you === "needed";
  const wasOpen = useRef(open);
  useEffect(() => {
    // The answer's buttons are gone, and the focus with them.
    if (wasOpen.current !== open && document.activeElement === document.body) heading.current?.focus();
    wasOpen.current = open;
  }, [open]);
  return (
    <section className="card consent-card" aria-labelledby={id}>
      <h2 id={id} ref={heading} tabIndex={-1}>
        {text.recording.question}
      </h2>
      {open ? (
        <Answers question={question} onAnswer={onAnswer} />
      ) : (
        <>
          <p>{text.recording.you[you]}</p>
          <div className="answers">
            <ChangeOfMind asking={asking} onAnswer={onAnswer} />
          </div>
        </>
      )}
    </section>
  );
}

/** The question's words, and two answers of the same weight. */
export function Answers({ question, onAnswer }: { question: Question; onAnswer: (answer: ConsentAnswer) => void }) {
  const words = useId();
  const { version } = question;
  return (
    <>
      <p id={words}>{question.text}</p>
      <div className="answers">
        <Button className="button" aria-describedby={words} onPress={() => onAnswer({ answer: "given", version })}>
          {text.recording.yes}
        </Button>
        <Button className="button" aria-describedby={words} onPress={() => onAnswer({ answer: "refused", version })}>
          {text.recording.no}
        </Button>
      </div>
    </>
  );
}

/** Takes an answer back, or gives another one. */
export function ChangeOfMind({ asking, onAnswer }: Props) {
  const { question, you } = asking;
  const answer = you === "given" ? "withdrawn" : "given";
  return (
    <Button className="button" onPress={() => onAnswer({ answer, version: question.version })}>
      {you === "given" ? text.recording.withdraw : text.recording.agreeAfterAll}
    </Button>
  );
}
