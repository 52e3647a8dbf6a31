// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import { Button, Form, Input, Label, Text, TextField } from "react-aria-components";
import { Frame, PageHeading, Problem } from "../components/Frame";
import { Preview } from "../components/Preview";
import type { VisitSession } from "../session/visit";
import type { VisitState } from "../state/visit";
import { text } from "../text";

const longestName = 80;

/** Before checking in: who one is, and whether camera and microphone work. Checking in never depends on them. */
export function Welcome({ session, state }: { session: VisitSession; state: Extract<VisitState, { phase: "welcome" }> }) {
  const [name, setName] = useState(state.name);
  return (
    <Frame>
      <div className="visit">
        <section className="visit-words">
          <PageHeading>{text.visit.title(state.pharmacy)}</PageHeading>
          <p className="lead">{text.visit.lead}</p>
          <Form
            className="form"
            onSubmit={(event) => {
              event.preventDefault();
              if (!state.busy) void session.checkIn(name);
            }}
          >
            <TextField className="field" value={name} onChange={setName} maxLength={longestName} autoComplete="name">
              <Label>{text.visit.name}</Label>
              <Input className="input" />
              <Text slot="description" className="hint">
                {text.visit.nameHint}
              </Text>
            </TextField>
            <Problem>{state.problem}</Problem>
            <Button type="submit" className="button primary large">
              {text.visit.checkIn}
            </Button>
            <p role="status" className="hint">
              {state.busy ? text.visit.busy : ""}
            </p>
          </Form>
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
