// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from "react";
import { Button } from "react-aria-components";
import { Frame, MessagePage, PageHeading } from "../components/Frame";
import { useStore } from "../state/store";
import { text } from "../text";
import { clockTime } from "../time";
import "./archive.css";
import { KeyForm } from "./KeyForm";
import type { Listed } from "./listing";
import { PlayerView } from "./PlayerView";
import { ArchiveSession } from "./session";
import { dayOf, words } from "./words";

/** The staff's page of recordings: list, key, player. The default export is what the page loads when it is asked for. */
export default function RecordingsPage() {
  const [session] = useState(() => new ArchiveSession());
  const state = useStore(session.store);
  useEffect(() => void session.start(), [session]);
  switch (state.phase) {
    case "looking":
      return (
        <Frame help={false}>
          <p role="status" className="looking">
            {words.list.loading}
          </p>
        </Frame>
      );
    case "signed-out":
      return (
        <MessagePage title={words.list.signedOutTitle} lines={[words.list.signedOut]} help={false}>
          <a className="button primary" href="/pharmacy">
            {words.list.signIn}
          </a>
        </MessagePage>
      );
    case "failed":
      return (
        <MessagePage title={words.list.title} lines={[words.list.failed]} help={false}>
          <Button className="button primary" onPress={() => void session.start()}>
            {text.tryAgain}
          </Button>
        </MessagePage>
      );
    case "list":
      return <RecordingList session={session} recordings={state.recordings} more={state.next !== null} busy={state.busy} />;
    case "key":
      return <KeyForm session={session} chosen={state.chosen} busy={state.busy} problem={state.problem} />;
    case "playing":
      return (
        <PlayerView
          player={state.player}
          chosen={state.chosen}
          missingParts={state.missingParts}
          onClose={() => session.back()}
        />
      );
  }
}

interface ListProps {
  readonly session: ArchiveSession;
  readonly recordings: readonly Listed[];
  readonly more: boolean;
  readonly busy: boolean;
}

function RecordingList({ session, recordings, more, busy }: ListProps) {
  return (
    <Frame
      help={false}
      bar={
        <a className="button quiet" href="/pharmacy">
          {words.list.counter}
        </a>
      }
    >
      <div className="counter">
        <PageHeading>{words.list.title}</PageHeading>
        <p className="hint">{words.list.lead}</p>
        <section className="card" aria-label={words.list.title}>
          {recordings.length === 0 ? (
            <p>{words.list.none}</p>
          ) : (
            <ul className="rows">
              {recordings.map((recording) => (
                <Row key={recording.id} recording={recording} onPlay={() => session.choose(recording)} />
              ))}
            </ul>
          )}
          {more && (
            <Button className="button" isDisabled={busy} onPress={() => void session.more()}>
              {words.list.more}
            </Button>
          )}
        </section>
      </div>
    </Frame>
  );
}

function Row({ recording, onPlay }: { recording: Listed; onPlay: () => void }) {
  const names = `names-${recording.id}`;
  const playable = !recording.deleted && recording.parts.some(({ outcome }) => outcome !== "LOST");
  return (
    <li className="row">
      <div className="row-words" id={names}>
        <span className="row-name">{recording.people.length === 0 ? words.list.nobody : recording.people.join(", ")}</span>
        <time className="hint" dateTime={new Date(recording.begun).toISOString()}>
          {`${dayOf(recording.begun)}, ${clockTime(recording.begun)}`}
        </time>
        <span className="hint">{facts(recording, playable).join(" · ")}</span>
      </div>
      {playable && (
        <div className="row-actions">
          <Button className="button" aria-describedby={names} onPress={onPlay}>
            {words.list.play}
          </Button>
        </div>
      )}
    </li>
  );
}

function facts(recording: Listed, playable: boolean): string[] {
  const { list } = words;
  const length = recording.ended === null ? list.goesOn : list.about(Math.round((recording.ended - recording.begun) / 60_000));
  return [
    length,
    ...(recording.content === "AUDIO" ? [list.soundOnly] : []),
    ...(recording.held ? [list.held] : []),
    ...(recording.deleted ? [list.deleted] : playable ? [] : [list.lost]),
  ];
}
