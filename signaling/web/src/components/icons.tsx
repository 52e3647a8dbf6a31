// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from "react";

/** Drawn on a 24 by 24 grid; always beside a word, so hidden from assistive technology. */
export function icon(drawing: ReactNode): () => ReactNode {
  return () => (
    <svg
      className="icon"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {drawing}
    </svg>
  );
}

const microphone = (
  <>
    <rect x="9" y="3" width="6" height="11" rx="3" />
    <path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3" />
  </>
);
const camera = (
  <>
    <rect x="3" y="6.5" width="12" height="11" rx="2.5" />
    <path d="m15 11 6-3.2v8.4L15 13" />
  </>
);
const slash = <path d="M4 3.5 20 20.5" />;

export const MicrophoneIcon = icon(microphone);
export const MicrophoneOffIcon = icon(
  <>
    {microphone}
    {slash}
  </>,
);
export const CameraIcon = icon(camera);
export const CameraOffIcon = icon(
  <>
    {camera}
    {slash}
  </>,
);
export const ScreenIcon = icon(
  <>
    <rect x="3" y="4.5" width="18" height="12" rx="2" />
    <path d="M12 13.5V8m-2.5 2.2L12 7.7l2.5 2.5M8.5 20h7" />
  </>,
);
export const LeaveIcon = icon(<path d="M14 4H7a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h7M10 12h10m-3.5-3.5L20 12l-3.5 3.5" />);
export const CopyIcon = icon(
  <>
    <rect x="8.5" y="8.5" width="11" height="11" rx="2" />
    <path d="M15.5 5.5v-.5a1.5 1.5 0 0 0-1.5-1.5H6A1.5 1.5 0 0 0 4.5 5v8A1.5 1.5 0 0 0 6 14.5h.5" />
  </>,
);
export const CheckIcon = icon(<path d="m5 12.5 4.5 4.5L19 7.5" />);
export const ChevronIcon = icon(<path d="m7 10 5 5 5-5" />);
export const LinkIcon = icon(
  <path d="M10 13.5a4 4 0 0 0 5.8.2l3-3a4 4 0 0 0-5.7-5.7l-1.3 1.3M14 10.5a4 4 0 0 0-5.8-.2l-3 3a4 4 0 0 0 5.7 5.7l1.3-1.3" />,
);
export const PeopleIcon = icon(
  <>
    <circle cx="9" cy="8.5" r="3.5" />
    <path d="M2.5 19.5c.6-3.6 3.2-5.5 6.5-5.5s5.9 1.9 6.5 5.5M15.5 5.3a3.5 3.5 0 0 1 0 6.4M18 14.6c1.9.8 3.1 2.5 3.5 4.9" />
  </>,
);
export const RecordIcon = icon(
  <>
    <circle cx="12" cy="12" r="9" />
    <circle cx="12" cy="12" r="4.2" fill="currentColor" />
  </>,
);
export const RecordOffIcon = icon(
  <>
    <circle cx="12" cy="12" r="9" />
    {slash}
  </>,
);
