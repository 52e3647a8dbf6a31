// SPDX-License-Identifier: Apache-2.0
import { useCallback } from "react";
import { MicrophoneOffIcon } from "../components/icons";
import { Initials } from "../components/Tile";
import { pictureKey, type Player, type PlayerState } from "./player";
import type { Person } from "./timeline";
import { words } from "./words";

/** Everybody who is in the recording, and the screens that were shared. */
export function Stage({ player, state }: { player: Player; state: PlayerState }) {
  const { timeline } = player.recording;
  const now = state.positionMillis;
  const people = timeline.people.filter((person) => person.stays.some(({ from }) => from <= now + 500));
  const screens = people.filter(({ id }) => timeline.source(id, "SCREEN", now).is === "on");
  return (
    <section className={`player-stage${screens.length > 0 ? " with-screens" : ""}`} aria-label={words.player.stage}>
      {screens.length > 0 && (
        <div className="player-screens">
          {screens.map((person) => (
            <ScreenTile key={person.id} player={player} state={state} person={person} />
          ))}
        </div>
      )}
      <ul className="player-tiles" data-count={people.length}>
        {people.map((person) => (
          <PersonTile key={person.id} player={player} state={state} person={person} />
        ))}
      </ul>
    </section>
  );
}

interface TileProps {
  readonly player: Player;
  readonly state: PlayerState;
  readonly person: Person;
}

function ScreenTile({ player, state, person }: TileProps) {
  const name = words.player.screenOf(person.name);
  const problem = unshowable(player, state, person.id, "SCREEN");
  return (
    <figure className="player-screen">
      <Picture player={player} at={pictureKey(person.id, "SCREEN")} label={name} fresh={fresh(player, state, person.id, "SCREEN")} />
      {problem !== null && <p className="player-words">{problem}</p>}
      <figcaption className="player-caption">{name}</figcaption>
    </figure>
  );
}

function PersonTile({ player, state, person }: TileProps) {
  const { timeline } = player.recording;
  const now = state.positionMillis;
  const here = timeline.present(person.id, now);
  const camera = fresh(player, state, person.id, "CAMERA");
  const microphone = timeline.source(person.id, "MICROPHONE", now).is;
  const problem = unshowable(player, state, person.id, "CAMERA");
  const heard = here && state.heard.includes(person.id);
  const shown = here && camera;
  return (
    <li className={`player-tile${heard ? " heard" : ""}${here ? "" : " away"}`}>
      <Picture player={player} at={pictureKey(person.id, "CAMERA")} label={person.name} fresh={shown} />
      {!shown && (
        <p className="player-words">
          <Initials name={person.name} />
          {here ? (problem ?? pictureless(timeline.source(person.id, "CAMERA", now).is)) : words.player.away}
        </p>
      )}
      <div className="player-caption">
        <span className="player-name">{person.name}</span>
        {person.role !== null && <span className="player-role">{words.player.roles[person.role.toUpperCase()] ?? ""}</span>}
        {here && microphone !== "on" && (
          <span className="player-badge">
            <MicrophoneOffIcon />
            {microphone === "off" ? words.player.muted : words.player.noMicrophone}
          </span>
        )}
        {heard && <span className="player-badge">{words.player.heard}</span>}
      </div>
    </li>
  );
}

function pictureless(camera: "none" | "on" | "off"): string {
  return camera === "on" ? words.player.noPicture : words.player.cameraOff;
}

/** Whether the newest picture is of the time that is played, and not of before the camera went off. */
function fresh(player: Player, state: PlayerState, participant: string, source: "CAMERA" | "SCREEN"): boolean {
  const shown = state.shown.get(pictureKey(participant, source));
  const is = player.recording.timeline.source(participant, source, state.positionMillis);
  return shown !== undefined && (is.is === "on" || (is.is === "off" && shown > is.since));
}

function unshowable(player: Player, state: PlayerState, participant: string, source: "CAMERA" | "SCREEN"): string | null {
  if (state.unsupported.includes(pictureKey(participant, source))) return words.player.unsupported;
  return player.recording.encrypted(participant, source, state.positionMillis) ? words.player.encrypted : null;
}

interface PictureProps {
  readonly player: Player;
  readonly at: string;
  readonly label: string;
  readonly fresh: boolean;
}

function Picture({ player, at, label, fresh: isFresh }: PictureProps) {
  const attach = useCallback((canvas: HTMLCanvasElement | null) => player.attach(at, canvas), [player, at]);
  return <canvas ref={attach} role="img" aria-label={label} className={`player-picture${isFresh ? " fresh" : ""}`} data-picture={at} />;
}
