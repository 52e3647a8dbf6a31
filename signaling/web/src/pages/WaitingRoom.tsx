// SPDX-License-Identifier: Apache-2.0
import { Button } from "react-aria-components";
import { Frame, PageHeading } from "../components/Frame";
import { Preview } from "../components/Preview";
import type { VisitSession } from "../session/visit";
import type { VisitState } from "../state/visit";
import { text } from "../text";
import { clockTime } from "../time";

/** Checked in, not yet let in. */
export function WaitingRoom({ session, state }: { session: VisitSession; state: Extract<VisitState, { phase: "waiting" }> }) {
  return (
    <Frame>
      <div className="visit">
        <section className="visit-words">
          <span className="breath" aria-hidden="true" />
          <PageHeading>{text.waiting.title}</PageHeading>
          <p role="status" className="lead">
            {state.online ? text.waiting.since(clockTime(state.since)) : text.waiting.offline}
          </p>
          <p>{text.waiting.stay}</p>
          <Button className="button" onPress={() => session.leave()}>
            {text.waiting.leave}
          </Button>
        </section>
        <section className="card">
          <h2>{text.visit.tryOut}</h2>
          <Preview media={session.media} />
        </section>
      </div>
    </Frame>
  );
}
