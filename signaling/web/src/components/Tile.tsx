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
        <Overlay notice={person === null ? null : noticeOf(person, paused)} />
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
        <Overlay notice={noticeOf(person, false)} />
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
      <Overlay notice={paused ? text.call.screenPaused : null} />
      <figcaption className="caption">
        <span className="caption-name">{words}</span>
      </figcaption>
    </figure>
  );
}

/** Why there is no picture just now. */
interface Notice {
  readonly words: string;
  /** What else to know, where there is room for it. */
  readonly more: string;
  /** To be seen in place of the words in a small tile. */
  readonly brief: string;
}

function noticeOf(person: Person, paused: boolean): Notice | null {
  if (person.state === "reconnecting") return text.call.isReconnecting(person.name);
  if (person.state === "connecting") return text.call.isConnecting(person.name);
  if (person.camera && person.slow) return text.call.theirPicturePaused(person.name);
  return person.camera && paused ? text.call.picturePaused(person.name) : null;
}

/** A notice over the picture. Its live region is there before it, or else screen readers would keep silent. */
function Overlay({ notice }: { notice: Notice | null }) {
  return (
    <div role="status" className="over">
      {notice !== null && (
        <p className="overlay">
          <span className="overlay-words">
            {notice.words} <span className="overlay-more">{notice.more}</span>
          </span>
          <span className="overlay-brief" aria-hidden="true">
            {notice.brief}
          </span>
        </p>
      )}
    </div>
  );
}

/** Who it is and, once they are connected, what they send. */
function Words({ person, speaking }: { person: Person; speaking: boolean }) {
  const connected = person.state === "connected";
  return (
    <>
      {connected && !person.camera && <Initials name={person.name} />}
      <figcaption className="caption">
        <span className="caption-name">{person.name}</span>
        <span className="caption-role">{text.roles[person.role]}</span>
        {connected && speaking && <span className="badge speaks">{text.call.speaking}</span>}
        {connected && !person.microphone && (
          <span className="badge">
            <MicrophoneOffIcon />
            {text.call.muted}
          </span>
        )}
        {connected && !person.camera && <span className="badge">{text.call.cameraOff}</span>}
      </figcaption>
    </>
  );
}

/** The first letters of the first and the last name. */
export function Initials({ name }: { name: string }) {
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
