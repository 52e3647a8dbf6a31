// SPDX-License-Identifier: Apache-2.0
import type { SlotTracks } from "../call/peer";
import type { Shown } from "../call/slots";
import type { Person } from "../protocol/messages";
import { text } from "../text";
import { MicrophoneOffIcon } from "./icons";
import { AudioTrack, VideoTrack } from "./Track";

interface SlotProps {
  readonly tracks: SlotTracks;
  readonly shown: Shown | null;
  readonly paused: boolean;
  readonly speaking: boolean;
  readonly onBlocked: () => void;
  readonly retry: number;
}

/**
 * One slot. Its video and sound elements stay mounted for the whole call and the tile is hidden while the slot shows
 * nobody, so that somebody who comes is seen with their first frame.
 */
export function SlotTile({ tracks, shown, paused, speaking, onBlocked, retry }: SlotProps) {
  const person = shown?.person ?? null;
  const slow = person !== null && person.slow;
  const camera = (person?.camera ?? shown !== null) && !slow;
  return (
    <li className="cell" hidden={shown === null}>
      <figure className={`tile${speaking ? " speaking" : ""}`}>
        <VideoTrack track={tracks.video} showing={`${shown?.participant ?? ""} ${camera}`} />
        {tracks.audio !== null && <AudioTrack track={tracks.audio} onBlocked={onBlocked} retry={retry} />}
        {person !== null && (paused || slow) && person.camera && person.state === "connected" && (
          <p className="overlay" role="status">
            {slow ? text.call.theirPicturePaused(person.name) : text.call.picturePaused(person.name)}
          </p>
        )}
        {person !== null && <Words person={person} speaking={speaking} />}
      </figure>
    </li>
  );
}

/** Somebody who takes part but has no slot yet. */
export function PersonTile({ person }: { person: Person }) {
  return (
    <li className="cell">
      <figure className="tile">
        <Words person={person} speaking={false} />
      </figure>
    </li>
  );
}

/** The slot of the shared screen. */
export function ScreenTile({ tracks, shown, paused }: { tracks: SlotTracks; shown: Shown | null; paused: boolean }) {
  const words = text.call.screenOf(shown?.person?.name ?? text.call.somebody);
  return (
    <figure className="screen" hidden={shown === null}>
      <VideoTrack track={tracks.video} label={words} showing={shown?.participant ?? ""} />
      {paused && (
        <p className="overlay" role="status">
          {text.call.screenPaused}
        </p>
      )}
      <figcaption className="caption">
        <span className="caption-name">{words}</span>
      </figcaption>
    </figure>
  );
}

/** What is laid over the picture: how the person's connection is, or else who it is and what they send. */
function Words({ person, speaking }: { person: Person; speaking: boolean }) {
  if (person.state !== "connected") {
    const words = person.state === "reconnecting" ? text.call.isReconnecting : text.call.isConnecting;
    return (
      <p className="overlay" role="status">
        {words(person.name)}
      </p>
    );
  }
  return (
    <>
      {!person.camera && <Initials name={person.name} />}
      <figcaption className="caption">
        <span className="caption-name">{person.name}</span>
        <span className="caption-role">{text.roles[person.role]}</span>
        {speaking && <span className="badge speaks">{text.call.speaking}</span>}
        {!person.microphone && (
          <span className="badge">
            <MicrophoneOffIcon />
            {text.call.muted}
          </span>
        )}
        {!person.camera && <span className="badge">{text.call.cameraOff}</span>}
      </figcaption>
    </>
  );
}

function Initials({ name }: { name: string }) {
  const initials = name
    .split(/\s+/)
    .filter((word) => /\p{L}/u.test(word))
    .map((word) => [...word][0] ?? "")
    .filter((_, index, all) => index === 0 || index === all.length - 1)
    .join("");
  return (
    <span className="initials" aria-hidden="true">
      {initials.toUpperCase() || "–"}
    </span>
  );
}
