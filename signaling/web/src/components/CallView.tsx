// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useCallback, useState } from "react";
import { Button } from "react-aria-components";
import { arrange, unseen } from "../call/slots";
import type { CallDriver } from "../call/driver";
import type { LocalMedia } from "../media/local";
import type { ConsentAnswer } from "../protocol/messages";
import type { CallState } from "../state/call";
import { text } from "../text";
import { useLasting } from "../time";
import { Announcer, useArrivals } from "./Announcer";
import { CallControls } from "./CallControls";
import { Mark, PageHeading } from "./Frame";
import { RecordingBar } from "./RecordingBar";
import { PersonTile, ScreenTile, SlotTile } from "./Tile";
import { SelfView } from "./SelfView";

interface Props {
  readonly call: CallState;
  readonly online: boolean;
  readonly driver: CallDriver;
  readonly media: LocalMedia;
  readonly onLeave: () => void;
  readonly onAnswer: (answer: ConsentAnswer) => void;
  /** What staff have beside the call. */
  readonly panel?: ReactNode;
}

/** The consultation: everybody's picture, one's own, how the connection is, and the controls. */
export function CallView({ call, online, driver, media, onLeave, onAnswer, panel }: Props) {
  const [soundBlocked, setSoundBlocked] = useState(false);
  const [retry, setRetry] = useState(0);
  const onBlocked = useCallback(() => setSoundBlocked(true), []);

  const shown = arrange(call.mids, call.assignments, call.people);
  const waitingForSlot = unseen(call.people, shown, call.participant);
  const others = call.people.filter((person) => person.participant !== call.participant);
  const words = useArrivals(
    new Map(others.map((person) => [person.participant, person.name])),
    text.call.joined,
    text.call.left,
  );
  const up = call.path === "connected";
  const slow = useSlowness(call);
  const paused = (index: number) => up && call.paused.includes(call.mids[index]?.video ?? "");
  const screen = shown.findIndex((slot) => slot?.source === "screen");
  const count = shown.filter((slot) => slot?.source === "camera").length + waitingForSlot.length;

  return (
    <div className={`call${panel === undefined ? "" : " with-panel"}${call.path === "reconnecting" ? " interrupted" : ""}`}>
      <header className="call-bar">
        <Mark />
        <PageHeading className="call-title">{text.call.title}</PageHeading>
        <ConnectionWords call={call} online={online} alone={others.length === 0} slow={slow} />
      </header>
      <main className="call-main">
        <RecordingBar recording={call.recording} onAnswer={onAnswer} />
        {soundBlocked && (
          <div className="notice sound">
            <p>{text.call.soundBlocked}</p>
            <Button
              className="button primary"
              onPress={() => {
                setSoundBlocked(false);
                setRetry(retry + 1);
              }}
            >
              {text.call.turnOnSound}
            </Button>
          </div>
        )}
        <div role="status">{up && call.resting && <p className="notice">{text.call.ownPicturePaused}</p>}</div>
        <section className={`stage${screen < 0 ? "" : " with-screen"}`} aria-label={text.call.stage}>
          {driver.slots.map((tracks, index) =>
            tracks.audio === null ? (
              <ScreenTile
                key="screen"
                tracks={tracks}
                shown={shown[index] ?? null}
                paused={paused(index)}
              />
            ) : null,
          )}
          <ul className="grid" data-count={count}>
            {driver.slots.map((tracks, index) =>
              tracks.audio === null ? null : (
                <SlotTile
                  key={index}
                  tracks={tracks}
                  shown={shown[index] ?? null}
                  paused={paused(index)}
                  speaking={up && call.speaker !== null && shown[index]?.participant === call.speaker}
                  onBlocked={onBlocked}
                  retry={retry}
                />
              ),
            )}
            {waitingForSlot.map((person) => (
              <PersonTile key={person.participant} person={person} />
            ))}
          </ul>
          {count === 0 && <p className="alone">{statusWords(call, online, true, slow)}</p>}
          <SelfView media={media} />
        </section>
        <CallControls media={media} onLeave={onLeave} />
      </main>
      {panel !== undefined && (
        <aside className="panel" aria-label={text.call.panel}>
          {panel}
        </aside>
      )}
      <Announcer>{words}</Announcer>
    </div>
  );
}

/** What our own connection keeps from us, or of ours from the others. */
type Slowness = "none" | "reduced" | "paused";

const reducedAfterMillis = 5_000;

/** A picture that is small for a moment, as at the beginning of a call, is not worth words. */
function useSlowness(call: CallState): Slowness {
  const reduced = useLasting(call.reduced.length > 0, reducedAfterMillis);
  if (call.resting || call.paused.length > 0) return "paused";
  return reduced ? "reduced" : "none";
}

interface StatusProps {
  readonly call: CallState;
  readonly online: boolean;
  readonly alone: boolean;
  readonly slow: Slowness;
}

function ConnectionWords({ call, online, alone, slow }: StatusProps) {
  const good = online && call.path === "connected" && slow === "none";
  const lost = !online || call.path === "reconnecting";
  return (
    <p role="status" className={`connection${good ? " good" : ""}${lost ? " lost" : ""}`}>
      {statusWords(call, online, alone, slow)}
    </p>
  );
}

function statusWords(call: CallState, online: boolean, alone: boolean, slow: Slowness): string {
  if (!online) return text.call.offline;
  switch (call.path) {
    case "connecting":
      return text.call.connecting;
    case "reconnecting":
      return text.call.reconnecting;
    case "connected":
      return alone ? text.call.alone : text.call.connected[slow];
  }
}
