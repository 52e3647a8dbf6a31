// SPDX-License-Identifier: Apache-2.0
import type { KeyboardEvent } from "react";
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from "react-aria-components";
import { ChevronIcon } from "../components/icons";
import { BackIcon, ForwardIcon, PauseIcon, PlayIcon } from "./icons";
import { type Player, type PlayerState, speeds } from "./player";
import { position, spokenPosition, words } from "./words";

const jumpMillis = 10_000;
const arrowMillis = 5_000;

/** Play and pause, the timeline, and speed. */
export function Controls({ player, state }: { player: Player; state: PlayerState }) {
  return (
    <section className="player-controls" aria-label={words.player.controls}>
      <Position player={player} state={state} />
      <div className="player-buttons">
        <Button className="button" aria-label={words.player.back} onPress={() => player.seek(state.positionMillis - jumpMillis)}>
          <BackIcon />
        </Button>
        <Button className="button primary play" onPress={() => (state.playing ? player.pause() : player.play())}>
          {state.playing ? <PauseIcon /> : <PlayIcon />}
          {state.playing ? words.player.pause : words.player.play}
        </Button>
        <Button
          className="button"
          aria-label={words.player.forward}
          onPress={() => player.seek(state.positionMillis + jumpMillis)}
        >
          <ForwardIcon />
        </Button>
        <p className="player-time">
          {words.player.at(position(state.positionMillis - state.beginMillis), position(state.endMillis - state.beginMillis))}
        </p>
        <Speed speed={state.speed} onSpeed={(speed) => player.setSpeed(speed)} />
      </div>
      <p role="status" className="hint player-status">
        {statusOf(player, state)}
      </p>
    </section>
  );
}

function statusOf(player: Player, state: PlayerState): string {
  if (state.ended) return words.player.ended;
  const hole = player.recording.timeline.hole(state.positionMillis);
  if (hole !== null) return words.player.nothing[hole];
  return state.waiting && state.problem === null ? words.player.loading : "";
}

/** The browser's own slider: its value can be told in words, which those of component libraries cannot. */
function Position({ player, state }: { player: Player; state: PlayerState }) {
  const { beginMillis, endMillis, positionMillis } = state;
  const length = Math.max(1, endMillis - beginMillis);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    player.seek(positionMillis + step * arrowMillis);
  };
  return (
    <div className="player-position">
      <input
        type="range"
        min={0}
        max={length}
        step={100}
        value={positionMillis - beginMillis}
        aria-label={words.player.position}
        aria-valuetext={words.player.at(spokenPosition(positionMillis - beginMillis), spokenPosition(length))}
        onChange={(event) => player.seek(beginMillis + Number(event.target.value))}
        onKeyDown={onKeyDown}
      />
      <div className="player-marks" aria-hidden="true">
        {player.recording.timeline.holes.map(({ from, to }) => (
          <span
            key={from}
            style={{
              left: `${(100 * (from - beginMillis)) / length}%`,
              width: `${(100 * Math.max(0, (to ?? endMillis) - from)) / length}%`,
            }}
          />
        ))}
      </div>
    </div>
  );
}

function Speed({ speed, onSpeed }: { speed: number; onSpeed: (speed: number) => void }) {
  return (
    <Select className="select player-speed" value={speed} onChange={(key) => onSpeed(Number(key))}>
      <Label className="visually-hidden">{words.player.speed}</Label>
      <Button className="select-button">
        <SelectValue />
        <ChevronIcon />
      </Button>
      <Popover className="popover">
        <ListBox className="listbox">
          {speeds.map((each) => (
            <ListBoxItem key={each} id={each} className="listbox-item" textValue={words.player.times(each)}>
              {words.player.times(each)}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
