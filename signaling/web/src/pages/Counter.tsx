// SPDX-License-Identifier: Apache-2.0
import { useId } from "react";
import { Button } from "react-aria-components";
import { Frame, PageHeading, Problem } from "../components/Frame";
import { LinkBox } from "../components/LinkBox";
import { LinkIcon } from "../components/icons";
import { choose } from "../components/RecordingChoice";
import { WaitingList } from "../components/WaitingList";
import type { Consultation } from "../protocol/messages";
import type { DeskSession } from "../session/desk";
import type { Desk } from "../state/desk";
import { text } from "../text";
import { clockTime, minutesSince, useNow } from "../time";

/** Where staff are when they are in no consultation. */
export function Counter({ session, desk }: { session: DeskSession; desk: Desk }) {
  const waiting = desk.queue?.waiting ?? [];
  return (
    <Frame help={false} bar={<Account session={session} name={desk.name} />}>
      <div className="counter">
        <div className="counter-head">
          <PageHeading>{text.desk.title}</PageHeading>
          <p role="status" className="hint">
            {statusOf(desk)}
          </p>
        </div>
        <Problem>{desk.problem}</Problem>
        <div className="counter-columns">
          <section className="card" aria-labelledby="waiting-heading">
            <h2 id="waiting-heading">
              {text.desk.waiting}
              {waiting.length > 0 && <span className="count">{text.desk.waitingCount(waiting.length)}</span>}
            </h2>
            {desk.queue === null ? (
              <p className="hint">{text.desk.loading}</p>
            ) : (
              <WaitingList
                waiting={waiting}
                onAdmit={(participant) => session.admit(participant)}
                onDecline={(participant) => session.decline(participant)}
                running={desk.queue.consultations.map((one) => one.consultation)}
                onRecord={(consultation, content) => choose(session, consultation, content)}
              />
            )}
          </section>
          <div className="counter-side">
            <section className="card" aria-labelledby="link-heading">
              <h2 id="link-heading">{text.desk.newLink}</h2>
              <p className="hint">{text.desk.newLinkText}</p>
              <Button className="button" onPress={() => void session.invite("patient")}>
                <LinkIcon />
                {text.desk.newLink}
              </Button>
              {desk.link !== null && <LinkBox key={desk.link.link} link={desk.link} onClose={() => session.hideLink()} />}
            </section>
            <section className="card" aria-labelledby="running-heading">
              <h2 id="running-heading">{text.desk.running}</h2>
              <Running consultations={desk.queue?.consultations ?? []} onJoin={(consultation) => session.join(consultation)} />
            </section>
          </div>
        </div>
      </div>
    </Frame>
  );
}

function statusOf(desk: Desk): string {
  if (!desk.online) return desk.queue === null ? text.desk.loading : text.desk.reconnecting;
  if (desk.entering) return text.desk.entering;
  return desk.notice === null ? "" : text.desk.notices[desk.notice];
}

function Account({ session, name }: { session: DeskSession; name: string }) {
  return (
    <div className="account">
      <span className="account-name">{text.desk.signedInAs(name)}</span>
      <a className="button quiet" href="/pharmacy/recordings">
        {text.desk.recordings}
      </a>
      <Button className="button quiet" onPress={() => void session.signOut()}>
        {text.desk.signOut}
      </Button>
    </div>
  );
}

function Running({ consultations, onJoin }: { consultations: readonly Consultation[]; onJoin: (id: string) => void }) {
  const now = useNow(15_000);
  if (consultations.length === 0) return <p className="hint">{text.desk.nobodyRunning}</p>;
  return (
    <ul className="rows">
      {consultations.map((consultation) => (
        <RunningRow key={consultation.consultation} consultation={consultation} now={now} onJoin={onJoin} />
      ))}
    </ul>
  );
}

function RunningRow({
  consultation,
  now,
  onJoin,
}: {
  consultation: Consultation;
  now: number;
  onJoin: (id: string) => void;
}) {
  const names = useId();
  return (
    <li className="row">
      <div className="row-words">
        <span id={names} className="row-name">
          {consultation.people.length === 0 ? text.desk.empty : consultation.people.join(", ")}
        </span>
        <time className="hint" dateTime={new Date(consultation.since).toISOString()}>
          {text.time.since(clockTime(consultation.since), minutesSince(consultation.since, now))}
        </time>
      </div>
      <div className="row-actions">
        <Button className="button" aria-describedby={names} onPress={() => onJoin(consultation.consultation)}>
          {text.desk.join}
        </Button>
      </div>
    </li>
  );
}
