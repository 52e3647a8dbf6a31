// SPDX-License-Identifier: Apache-2.0
import { Button } from "react-aria-components";
import { Mark, PageHeading, Problem } from "../components/Frame";
import { useStore } from "../state/store";
import { clockTime } from "../time";
import { Controls } from "./Controls";
import type { Integrity } from "./integrity";
import type { Listed } from "./listing";
import { Moments } from "./Moments";
import type { Player, PlayerState } from "./player";
import { Stage } from "./Stage";
import { dayOf, position, words } from "./words";

interface Props {
  readonly player: Player;
  readonly chosen: Listed;
  readonly missingParts: number;
  readonly onClose: () => void;
}

/** An open recording: everybody's pictures, the controls below them, and what happened as a list beside. */
export function PlayerView({ player, chosen, missingParts, onClose }: Props) {
  const state = useStore(player.store);
  return (
    <main className="player">
      <header className="player-head">
        <Mark />
        <PageHeading className="player-title">
          {words.player.title(`${dayOf(chosen.begun)}, ${clockTime(chosen.begun)}`)}
        </PageHeading>
        <Button className="button" onPress={onClose}>
          {words.player.close}
        </Button>
      </header>
      <div className="player-main">
        <Problem>{state.problem === null ? null : words.problems[state.problem]}</Problem>
        <Stage player={player} state={state} />
        <Controls player={player} state={state} />
      </div>
      <aside className="player-side">
        <Remarks player={player} state={state} missingParts={missingParts} />
        <Moments player={player} state={state} />
      </aside>
    </main>
  );
}

/** The worst that is known of any part; nothing before all are read, and where all is well. */
function integrityWords(parts: readonly Integrity[]): readonly string[] {
  const said = words.player.integrity;
  if (parts.includes("different")) return [said.different];
  if (parts.includes("checking")) return [];
  const least = (["unknown", "same-beginning"] as const).find((each) => parts.includes(each));
  return least === undefined ? [] : [said[least]];
}

/** What was found of the recording, as it becomes known. */
function Remarks({ player, state, missingParts }: { player: Player; state: PlayerState; missingParts: number }) {
  const { recording } = player;
  const remarks = [
    ...(missingParts > 0 ? [words.player.missingParts(missingParts)] : []),
    ...(recording.unfinished ? [words.player.unfinished] : []),
    ...recording.damages.map(({ timeMillis }) => words.player.damaged(position(timeMillis - recording.beginMillis))),
    ...integrityWords(recording.integrity),
    ...(state.share < 1 ? [words.player.looking(Math.floor(100 * state.share))] : []),
  ];
  const unchanged = recording.integrity.every((part) => part === "same");
  return (
    <div role="status">
      {remarks.length > 0 && (
        <div className="notice">
          {remarks.map((remark) => (
            <p key={remark}>{remark}</p>
          ))}
        </div>
      )}
      {unchanged && <p className="hint">{words.player.integrity.same}</p>}
    </div>
  );
}
