// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useEffect, useRef } from "react";
import { text } from "../text";

/** The page around everything but the call: mark, main, help. */
export function Frame({ bar, help = true, children }: { bar?: ReactNode; help?: boolean; children: ReactNode }) {
  return (
    <div className="frame">
      <header className="bar">
        <Mark />
        {bar}
      </header>
      <main className="main">{children}</main>
      {help && <footer className="foot">{text.help}</footer>}
    </div>
  );
}

export function Mark() {
  return (
    <span className="mark">
      <img src="/favicon.svg" alt="" width="28" height="28" />
      {text.product}
    </span>
  );
}

let pageShown = false;

/**
 * The page's heading. When the page changes under somebody, the heading takes the focus, so that keyboard and screen
 * reader start at the top of what is new; the very first page leaves the focus to the browser.
 */
export function PageHeading({ children, className }: { children: string; className?: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${children} · ${text.product}`;
    if (pageShown) heading.current?.focus({ preventScroll: true });
    pageShown = true;
  }, [children]);
  return (
    <h1 ref={heading} tabIndex={-1} className={className}>
      {children}
    </h1>
  );
}

/** A page of words: what happened, and what to do next. */
export function MessagePage({
  title,
  lines,
  help = true,
  children,
}: {
  title: string;
  lines: readonly string[];
  help?: boolean;
  children?: ReactNode;
}) {
  return (
    <Frame help={help}>
      <section className="card narrow">
        <PageHeading>{title}</PageHeading>
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {children}
      </section>
    </Frame>
  );
}

/** Words about something that did not work, read out when they appear. */
export function Problem({ children }: { children: string | null }) {
  return (
    <div role="alert" className={children === null ? "visually-hidden" : "problem"}>
      {children}
    </div>
  );
}
