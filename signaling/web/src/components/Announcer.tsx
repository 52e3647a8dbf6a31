// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef, useState } from "react";

/** One polite live region: what is put in is read out once, and never shown. */
export function Announcer({ children }: { children: string }) {
  return (
    <div role="status" aria-live="polite" className="visually-hidden">
      {children}
    </div>
  );
}

/** Words about who has come and gone since the last render; changes that come together are told together. */
export function useArrivals(
  names: ReadonlyMap<string, string>,
  arrived: (name: string) => string,
  departed: ((name: string) => string) | null,
): string {
  const before = useRef<ReadonlyMap<string, string> | null>(null);
  const [words, setWords] = useState("");
  // The map is new at each render; its content is what counts.
  const content = JSON.stringify([...names]);
  useEffect(() => {
    const previous = before.current;
    before.current = names;
    if (previous === null) return;
    const came = [...names].filter(([id]) => !previous.has(id)).map(([, name]) => arrived(name));
    const left = departed === null ? [] : [...previous].filter(([id]) => !names.has(id)).map(([, name]) => departed(name));
    if (came.length + left.length > 0) setWords([...came, ...left].join(" "));
  }, [content]);
  return words;
}
