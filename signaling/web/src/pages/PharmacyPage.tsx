// SPDX-License-Identifier: Apache-2.0
import { Button } from "react-aria-components";
import { AskedDialog } from "../components/AskedDialog";
import { CallView } from "../components/CallView";
import { Frame, MessagePage } from "../components/Frame";
import type { DeskSession } from "../session/desk";
import { useStore } from "../state/store";
import { text } from "../text";
import { CallPanel } from "./CallPanel";
import { Counter } from "./Counter";
import { SignIn } from "./SignIn";

/** The staff's one page: sign-in, counter, consultation. */
export function PharmacyPage({ session }: { session: DeskSession }) {
  const state = useStore(session.store);
  switch (state.phase) {
    case "looking":
      return (
        <Frame help={false}>
          <p role="status" className="looking">
            {text.desk.loading}
          </p>
        </Frame>
      );
    case "sign-in":
      return <SignIn session={session} busy={state.busy} problem={state.problem} />;
    case "elsewhere":
      return (
        <MessagePage {...text.visit.gone.elsewhere} help={false}>
          <Button className="button primary" onPress={() => void session.start(null)}>
            {text.goOnHere}
          </Button>
        </MessagePage>
      );
    case "desk":
      return state.call === null ? (
        <>
          <Counter session={session} desk={state} />
          {state.asked !== null && (
            <AskedDialog
              asked={state.asked}
              onAnswer={(answer) => session.answer(answer)}
              onStayOut={() => session.stayOut()}
            />
          )}
        </>
      ) : (
        <CallView
          call={state.call}
          online={state.online}
          driver={session.call}
          media={session.media}
          onLeave={() => session.leave()}
          onAnswer={(answer) => session.answer(answer)}
          panel={<CallPanel session={session} desk={state} call={state.call} />}
        />
      );
  }
}
