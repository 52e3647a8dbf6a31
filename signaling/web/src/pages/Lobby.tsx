// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import { Button, Form, Input, Label, Text, TextField } from "react-aria-components";
import { askingOf } from "../call/recording";
import { ConsentCard } from "../components/ConsentQuestion";
import { Frame, PageHeading, Problem } from "../components/Frame";
import { Preview } from "../components/Preview";
import { RecordingNews } from "../components/RecordingBar";
import type { VisitSession } from "../session/visit";
import type { VisitState } from "../state/visit";
import { text } from "../text";
import { clockTime } from "../time";

type Welcome = Extract<VisitState, { readonly phase: "welcome" }>;
type Waiting = Extract<VisitState, { readonly phase: "waiting" }>;

const longestName = 80;

/** Before and in the waiting room: the words change, one's own picture stays as it is. */
export function Lobby({ session, state }: { session: VisitSession; state: Welcome | Waiting }) {
  return (
    <Frame>
      <div className="visit">
        <section className="visit-words">
          {state.phase === "welcome" ? (
            <CheckIn session={session} state={state} />
          ) : (
            <WaitingRoom session={session} state={state} />
          )}
        </section>
        <section className="card">
          <h2>{text.visit.tryOut}</h2>
          <p className="hint">{text.visit.tryOutText}</p>
          <Preview media={session.media} />
        </section>
      </div>
    </Frame>
  );
}

/** Checking in never depends on camera, microphone or a name. A name that came with the invitation stands. */
function CheckIn({ session, state }: { session: VisitSession; state: Welcome }) {
  const [name, setName] = useState("");
  return (
    <>
      <PageHeading>{text.visit.title(state.pharmacy)}</PageHeading>
      <p className="lead">{text.visit.lead}</p>
      <Form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!state.busy) void session.checkIn(state.name ?? name);
        }}
      >
        {state.name === null ? (
          <TextField className="field" value={name} onChange={setName} maxLength={longestName} autoComplete="name">
            <Label>{text.visit.name}</Label>
            <Input className="input" />
            <Text slot="description" className="hint">
              {text.visit.nameHint}
            </Text>
          </TextField>
        ) : (
          <p>{text.visit.invitedAs(state.name)}</p>
        )}
        <Problem>{state.problem}</Problem>
        <Button type="submit" className="button primary large">
          {text.visit.checkIn}
        </Button>
        <p role="status" className="hint">
          {state.busy ? text.visit.busy : ""}
        </p>
      </Form>
    </>
  );
}

function WaitingRoom({ session, state }: { session: VisitSession; state: Waiting }) {
  const asking = askingOf(state.recording);
  return (
    <>
      <span className="breath" aria-hidden="true" />
      <PageHeading>{text.waiting.title}</PageHeading>
      <p role="status" className="lead">
        {state.online ? text.waiting.since(clockTime(state.since)) : text.waiting.offline}
      </p>
      {asking !== null && <ConsentCard asking={asking} onAnswer={(answer) => session.answer(answer)} />}
      <p>{text.waiting.stay}</p>
      <Button className="button" onPress={() => session.leave()}>
        {text.waiting.leave}
      </Button>
      <RecordingNews recording={state.recording} />
    </>
  );
}
