// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from "react";

/** The time now, kept up to date while the component is shown. */
export function useNow(everyMillis: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMillis);
    return () => clearInterval(timer);
  }, [everyMillis]);
  return now;
}

const clock = new Intl.DateTimeFormat("en", { hour: "numeric", minute: "2-digit" });

/** An instant as people say it, in their own time zone. */
export function clockTime(millis: number): string {
  return clock.format(millis);
}

/** Whole minutes gone by; never negative, whatever the two clocks say. */
export function minutesSince(sinceMillis: number, nowMillis: number): number {
  return Math.max(0, Math.floor((nowMillis - sinceMillis) / 60_000));
}

/** Whether this has been true for so long. */
export function useLasting(holds: boolean, millis: number): boolean {
  const [lasted, setLasted] = useState(false);
  useEffect(() => {
    setLasted(false);
    if (!holds) return;
    const timer = setTimeout(() => setLasted(true), millis);
    return () => clearTimeout(timer);
  }, [holds, millis]);
  return holds && lasted;
}
