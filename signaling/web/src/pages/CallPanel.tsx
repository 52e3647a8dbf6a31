// SPDX-License-Identifier: Apache-2.0
import { useId } from "react";
import { Button } from "react-aria-components";
import { Problem } from "../components/Frame";
import { LinkBox } from "../components/LinkBox";
import { RecordingPanel } from "../components/RecordingPanel";
import { WaitingList } from "../components/WaitingList";
import type { Person } from "../protocol/messages";
import { choose } from "../components/RecordingChoice";
import type { DeskSession } from "../session/desk";
import type { CallState } from "../state/call";
import type { Desk } from "../state/desk";
import { text } from "../text";

/** What staff keep in view during a consultation: who waits, who is here, and the way to bring somebody in. */
export function CallPanel({ session, desk, call }: { session: DeskSession; desk: Desk; call: CallState }) {
  const waiting = desk.queue?.waiting ?? [];
  return (
    <>
      <Problem>{desk.problem}</Problem>
      <section aria-labelledby="panel-waiting">
        <h2 id="panel-waiting">
          {text.desk.waiting}
          {waiting.length > 0 && <span className="count">{text.desk.waitingCount(waiting.length)}</span>}
        </h2>
        <WaitingList
          inside={call.consultation}
          waiting={waiting}
          onAdmit={(participant) => session.admit(participant)}
          onDecline={(participant) => session.decline(participant)}
          onRecord={(consultation, content) => choose(session, consultation, content)}
        />
      </section>
      {call.recording !== null && (
        <section aria-labelledby="panel-recording">
          <h2 id="panel-recording">{text.recording.staff.title}</h2>
          <RecordingPanel
            recording={call.recording}
            people={call.people}
            me={call.participant}
            onRecord={(content) => session.record(content, null)}
            onStop={() => session.doNotRecord(null)}
          />
        </section>
      )}
      <section aria-labelledby="panel-people">
        <h2 id="panel-people">{text.desk.people}</h2>
        <ul className="rows">
          {call.people.map((person) => (
            <PersonRow
              key={person.participant}
              person={person}
              me={person.participant === call.participant}
              onRemove={() => session.remove(person.participant)}
            />
          ))}
        </ul>
        <div className="row-actions">
          <Button className="button" onPress={() => void session.invite("guest")}>
            {text.desk.invite}
          </Button>
          <Button className="button" onPress={() => void session.invite("interpreter")}>
            {text.desk.inviteInterpreter}
          </Button>
        </div>
        {desk.link !== null && <LinkBox key={desk.link.link} link={desk.link} onClose={() => session.hideLink()} />}
      </section>
    </>
  );
}

function PersonRow({ person, me, onRemove }: { person: Person; me: boolean; onRemove: () => void }) {
  const name = useId();
  return (
    <li className="row">
      <div className="row-words">
        <span id={name} className="row-name">
          {me ? text.desk.you(person.name) : person.name}
        </span>
        <span className="hint">{text.roles[person.role]}</span>
      </div>
      {!me && (
        <div className="row-actions">
          <Button className="button danger" aria-describedby={name} onPress={onRemove}>
            {text.desk.remove}
          </Button>
        </div>
      )}
    </li>
  );
}
