// SPDX-License-Identifier: Apache-2.0
import { lazy, type ReactNode, StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { installDiagnostics } from "./diagnostics";
import { LandingPage, UnknownPage } from "./pages/LandingPage";
import { PharmacyPage } from "./pages/PharmacyPage";
import { VisitPage } from "./pages/VisitPage";
import { DeskSession } from "./session/desk";
import { Invitation } from "./session/invitation";
import { VisitSession } from "./session/visit";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/pages.css";
import "./styles/call.css";

const demoPrefix = "#demo=";
const RecordingsPage = lazy(() => import("./archive/RecordingsPage"));

function pageFor(path: string): ReactNode {
  switch (path.replace(/\/+$/, "")) {
    case "":
      return <LandingPage />;
    case "/visit":
      return visitPage();
    case "/pharmacy":
      return pharmacyPage();
    case "/pharmacy/recordings":
      return recordingsPage();
    default:
      return <UnknownPage />;
  }
}

function visitPage(): ReactNode {
  const session = new VisitSession(Invitation.take());
  void session.start();
  window.addEventListener("online", () => session.hurry());
  // Another link opened in this very tab changes the fragment alone.
  window.addEventListener("hashchange", () => {
    if (window.location.hash !== "") window.location.reload();
  });
  return <VisitPage session={session} />;
}

function pharmacyPage(): ReactNode {
  const { hash, pathname } = window.location;
  const demoKey = hash.startsWith(demoPrefix) ? decodeURIComponent(hash.slice(demoPrefix.length)) : null;
  if (demoKey !== null) window.history.replaceState(null, "", pathname);
  const session = new DeskSession();
  void session.start(demoKey);
  window.addEventListener("online", () => session.hurry());
  return <PharmacyPage session={session} />;
}

/** Loaded when it is asked for, so that a call carries nothing of it. */
function recordingsPage(): ReactNode {
  return (
    <Suspense>
      <RecordingsPage />
    </Suspense>
  );
}

installDiagnostics();
const root = document.getElementById("root");
if (root === null) throw new Error("The page has no root element");
createRoot(root).render(<StrictMode>{pageFor(window.location.pathname)}</StrictMode>);
