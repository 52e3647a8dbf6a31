// SPDX-License-Identifier: Apache-2.0
import { Button } from "react-aria-components";
import { CallView } from "../components/CallView";
import { Frame, MessagePage } from "../components/Frame";
import type { VisitSession } from "../session/visit";
import { useStore } from "../state/store";
import { text } from "../text";
import { Lobby } from "./Lobby";

/** The patient's one page, whatever the visit has come to. */
export function VisitPage({ session }: { session: VisitSession }) {
  const state = useStore(session.store);
  switch (state.phase) {
    case "looking":
      return (
        <Frame>
          <p role="status" className="looking">
            {text.visit.looking}
          </p>
        </Frame>
      );
    case "refused":
      return (
        <MessagePage {...text.visit.refused[state.why]}>
          {state.why === "unreachable" && (
            <Button className="button primary" onPress={() => void session.start()}>
              {text.tryAgain}
            </Button>
          )}
        </MessagePage>
      );
    case "welcome":
    case "waiting":
      return <Lobby session={session} state={state} />;
    case "call":
      return (
        <CallView
          call={state.call}
          online={state.online}
          driver={session.call}
          media={session.media}
          onLeave={() => session.leave()}
          onAnswer={(answer) => session.answer(answer)}
        />
      );
    case "gone":
      return (
        <MessagePage {...text.visit.gone[state.how]}>
          {state.how === "elsewhere" && (
            <Button className="button primary" onPress={() => void session.start()}>
              {text.goOnHere}
            </Button>
          )}
        </MessagePage>
      );
  }
}
