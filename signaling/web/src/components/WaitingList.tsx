// SPDX-License-Identifier: Apache-2.0
import { useId } from "react";
import { Button } from "react-aria-components";
import type { Waiter } from "../protocol/messages";
import { text } from "../text";
import { clockTime, minutesSince, useNow } from "../time";
import { Announcer, useArrivals } from "./Announcer";

interface Props {
  readonly waiting: readonly Waiter[];
  readonly onAdmit: (participant: string) => void;
  readonly onDecline: (participant: string) => void;
  /** Somebody's consultation is not to be recorded, so that they need not be asked. */
  readonly onWithout: (consultation: string) => void;
  /** The consultation one is in oneself: those who wait for another one are marked. */
  readonly inside?: string | null;
}

/** Who is in the waiting room, longest first, with the decision about each. */
export function WaitingList({ waiting, onAdmit, onDecline, onWithout, inside = null }: Props) {
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
              onWithout={onWithout}
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
  onWithout,
}: { waiter: Waiter; now: number; other: boolean } & Pick<Props, "onAdmit" | "onDecline" | "onWithout">) {
  const name = useId();
  const since = new Date(waiter.since);
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
        {waiter.consent !== null && <span className="hint">{text.recording.waiting[waiter.consent]}</span>}
      </div>
      <div className="row-actions">
        <Button className="button primary" aria-describedby={name} onPress={() => onAdmit(waiter.participant)}>
          {text.desk.admit}
        </Button>
        <Button className="button" aria-describedby={name} onPress={() => onDecline(waiter.participant)}>
          {text.desk.decline}
        </Button>
        {waiter.consent === "needed" && (
          <Button className="button quiet" aria-describedby={name} onPress={() => onWithout(waiter.consultation)}>
            {text.recording.staff.without}
          </Button>
        )}
      </div>
    </li>
  );
}
