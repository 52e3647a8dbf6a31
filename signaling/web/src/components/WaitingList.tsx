// SPDX-License-Identifier: Apache-2.0
import { useId } from "react";
import { Button } from "react-aria-components";
import type { Content, Waiter } from "../protocol/messages";
import { text } from "../text";
import { clockTime, minutesSince, useNow } from "../time";
import { Announcer, useArrivals } from "./Announcer";
import { RecordingChoice } from "./RecordingChoice";

interface Props {
  readonly waiting: readonly Waiter[];
  readonly onAdmit: (participant: string) => void;
  readonly onDecline: (participant: string) => void;
  /** What is to be recorded of a consultation; null for nothing, so that nobody needs to be asked. */
  readonly onRecord: (consultation: string, content: Content | null) => void;
  /** Consultations that go on: whether they are recorded is up to those in them. */
  readonly running?: readonly string[];
  /** The consultation one is in oneself: those who wait for another one are marked. */
  readonly inside?: string | null;
}

/** Who is in the waiting room, longest first, with the decision about each. */
export function WaitingList({ waiting, onAdmit, onDecline, onRecord, running = [], inside = null }: Props) {
  const now = useNow(15_000);
  const words = useArrivals(new Map(waiting.map((waiter) => [waiter.participant, waiter.name])), text.desk.arrived, null);
  const inOrder = [...waiting].sort((one, other) => one.since - other.since);
  return (
    <>
      {inOrder.length === 0 ? (
        <div className="nobody">
          <p>{text.desk.nobodyWaiting}</p>
          {inside === null && <p className="hint">{text.desk.nobodyWaitingHint}</p>}
        </div>
      ) : (
        <ul className="rows">
          {inOrder.map((waiter) => (
            <WaiterRow
              key={waiter.participant}
              waiter={waiter}
              now={now}
              other={inside !== null && waiter.consultation !== inside}
              onAdmit={onAdmit}
              onDecline={onDecline}
              runs={running.includes(waiter.consultation)}
              here={waiter.consultation === inside}
              onRecord={onRecord}
            />
          ))}
        </ul>
      )}
      <Announcer>{words}</Announcer>
    </>
  );
}

function WaiterRow({
  waiter,
  now,
  other,
  onAdmit,
  onDecline,
  runs,
  here,
  onRecord,
}: { waiter: Waiter; now: number; other: boolean; runs: boolean; here: boolean } & Pick<Props, "onAdmit" | "onDecline" | "onRecord">) {
  const name = useId();
  const since = new Date(waiter.since);
  const consent = waiter.recording?.consent ?? null;
  return (
    <li className="row">
      <div className="row-words">
        <span id={name} className="row-name">
          {waiter.name}
        </span>
        <time className="hint" dateTime={since.toISOString()}>
          {text.time.since(clockTime(waiter.since), minutesSince(waiter.since, now))}
        </time>
        {other && <span className="hint">{text.desk.ownConsultation}</span>}
        {consent !== null && <span className="hint">{text.recording.waiting[consent]}</span>}
      </div>
      <div className="row-actions">
        <Button className="button primary" aria-describedby={name} onPress={() => onAdmit(waiter.participant)}>
          {text.desk.admit}
        </Button>
        <Button className="button" aria-describedby={name} onPress={() => onDecline(waiter.participant)}>
          {text.desk.decline}
        </Button>
        {here && consent === "needed" && (
          <Button className="button quiet" aria-describedby={name} onPress={() => onRecord(waiter.consultation, null)}>
            {text.recording.staff.without}
          </Button>
        )}
      </div>
      {waiter.recording !== null && !here && !other && !runs && (
        <RecordingChoice
          name={waiter.name}
          content={waiter.recording.content}
          onChoose={(content) => onRecord(waiter.consultation, content)}
        />
      )}
    </li>
  );
}
