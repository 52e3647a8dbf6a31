// SPDX-License-Identifier: Apache-2.0
import { icon } from "../components/icons";

export const PlayIcon = icon(<path d="M8 5.2v13.6L19 12z" fill="currentColor" />);
export const PauseIcon = icon(<path d="M8.5 5v14M15.5 5v14" strokeWidth="3.2" />);
export const BackIcon = icon(<path d="M5 5v5h5M5.6 10A7.5 7.5 0 1 1 5 14.5" />);
export const ForwardIcon = icon(<path d="M19 5v5h-5M18.4 10A7.5 7.5 0 1 0 19 14.5" />);
export const FileIcon = icon(<path d="M7 3.5h6.5L18 8v12.5H7zM13.5 3.5V8H18M12.5 12v5m-2.5-2.5h5" />);
