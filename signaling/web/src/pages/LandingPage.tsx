// SPDX-License-Identifier: Apache-2.0
import { Frame, MessagePage, PageHeading } from "../components/Frame";
import { text } from "../text";

/** What stands at the server's bare address. */
export function LandingPage() {
  return (
    <Frame>
      <div className="landing">
        <PageHeading>{text.landing.title}</PageHeading>
        <p className="lead">{text.landing.lead}</p>
        <div className="two">
          <section className="card">
            <h2>{text.landing.patients}</h2>
            <p>{text.landing.patientsText}</p>
          </section>
          <section className="card">
            <h2>{text.landing.staff}</h2>
            <p>{text.landing.staffText}</p>
            <a className="button primary" href="/pharmacy">
              {text.landing.staffLink}
            </a>
          </section>
        </div>
      </div>
    </Frame>
  );
}

export function UnknownPage() {
  return (
    <MessagePage title={text.landing.unknownTitle} lines={[text.landing.unknownText]}>
      <a className="button" href="/">
        {text.landing.home}
      </a>
    </MessagePage>
  );
}
