// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from "react";
import { Label, Meter } from "react-aria-components";
import { watchLevel } from "../media/level";
import { text } from "../text";

/** How loud the microphone is, live. */
export function LevelMeter({ track }: { track: MediaStreamTrack }) {
  const [percent, setPercent] = useState(0);
  useEffect(() => watchLevel(track, setPercent), [track]);
  return (
    <Meter value={percent} className="meter" valueLabel={`${percent} %`}>
      <Label>{text.devices.level}</Label>
      <div className="meter-track">
        <div className="meter-fill" style={{ transform: `scaleX(${percent / 100})` }} />
      </div>
      <p className="hint">{text.devices.levelHint}</p>
    </Meter>
  );
}
