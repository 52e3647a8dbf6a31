// SPDX-License-Identifier: Apache-2.0
import { Button } from "react-aria-components";
import type { Player, PlayerState } from "./player";
import { momentWords, position, words } from "./words";

/** The timeline as text: a press on a moment jumps there. */
export function Moments({ player, state }: { player: Player; state: PlayerState }) {
  const { timeline } = player.recording;
  const { moments } = timeline;
  const current = moments.findLastIndex(({ timeMillis }) => timeMillis <= state.positionMillis);
  return (
    <section className="player-moments" aria-labelledby="moments-heading">
      <h2 id="moments-heading">{words.player.moments}</h2>
      {moments.length === 0 ? (
        <p className="hint">{words.player.noMoments}</p>
      ) : (
        <ol>
          {moments.map((moment, at) => (
            <li key={`${moment.kind} ${moment.timeMillis} ${at}`} aria-current={at === current ? "true" : undefined}>
              <Button className="moment" onPress={() => player.seek(moment.timeMillis)}>
                <span className="moment-time">{position(moment.timeMillis - state.beginMillis)}</span>
                <span>{momentWords(moment, (participant) => timeline.nameOf(participant))}</span>
              </Button>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
