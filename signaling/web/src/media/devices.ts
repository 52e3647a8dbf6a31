// SPDX-License-Identifier: Apache-2.0

export type DeviceKind = "microphone" | "camera";

/** Why a device cannot be used: not allowed, not there, taken by another program, or no access to devices at all. */
export type Trouble = "denied" | "missing" | "busy" | "unsupported";

export interface Choice {
  readonly id: string;
  readonly label: string;
}

export interface Opened {
  readonly microphone: MediaStreamTrack | Trouble;
  readonly camera: MediaStreamTrack | Trouble;
}

const camera: MediaTrackConstraints = {
  width: { ideal: 960 },
  height: { ideal: 540 },
  frameRate: { ideal: 30 },
};
const microphone: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

/** Asks for microphone and camera in one question, and for each alone if they cannot be had together. */
export async function openBoth(): Promise<Opened> {
  const both = await capture({ audio: microphone, video: camera });
  if (typeof both !== "string") {
    return { microphone: both.getAudioTracks()[0] ?? "missing", camera: both.getVideoTracks()[0] ?? "missing" };
  }
  if (both === "unsupported" || (both === "denied" && !(await onlyOneIsDenied()))) {
    return { microphone: both, camera: both };
  }
  return { microphone: await openOne("microphone", null), camera: await openOne("camera", null) };
}

export async function openOne(kind: DeviceKind, id: string | null): Promise<MediaStreamTrack | Trouble> {
  const wanted = { ...(kind === "camera" ? camera : microphone), ...(id === null ? {} : { deviceId: { exact: id } }) };
  const stream = await capture(kind === "camera" ? { video: wanted } : { audio: wanted });
  if (typeof stream !== "string") return stream.getTracks()[0] ?? "missing";
  // The device that was chosen before may be gone: any other is better than none.
  return stream === "missing" && id !== null ? openOne(kind, null) : stream;
}

/** The screen, a window or a tab, as the person chooses; null if they choose none. */
export async function openScreen(): Promise<MediaStreamTrack | null> {
  if (!canShareScreen()) return null;
  try {
    const stream = await navigator.mediaDevices.getDisplayMedia({
      video: { frameRate: { ideal: 15, max: 30 } },
      audio: false,
    });
    const track = stream.getVideoTracks()[0] ?? null;
    // Letters must stay sharp; a screen may be slow.
    if (track !== null) track.contentHint = "detail";
    return track;
  } catch {
    return null;
  }
}

/** Phones have no screen capture, and pages without HTTPS have no devices. */
export function canShareScreen(): boolean {
  return hasDevices() && "getDisplayMedia" in navigator.mediaDevices;
}

export async function choices(kind: DeviceKind): Promise<readonly Choice[]> {
  if (!hasDevices()) return [];
  const wanted = kind === "camera" ? "videoinput" : "audioinput";
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices
    .filter((device) => device.kind === wanted && device.deviceId !== "" && device.label !== "")
    .map((device) => ({ id: device.deviceId, label: device.label }));
}

export function hasDevices(): boolean {
  // Typed as always there, but missing on pages that are not secure.
  return "mediaDevices" in navigator;
}

async function capture(constraints: MediaStreamConstraints): Promise<MediaStream | Trouble> {
  if (!hasDevices()) return "unsupported";
  try {
    return await navigator.mediaDevices.getUserMedia(constraints);
  } catch (failure) {
    return troubleOf(failure);
  }
}

export function troubleOf(failure: unknown): Trouble {
  switch (failure instanceof Error ? failure.name : "") {
    case "NotAllowedError":
    case "SecurityError":
      return "denied";
    case "NotFoundError":
    case "OverconstrainedError":
      return "missing";
    default:
      return "busy";
  }
}

/** One of the two may have been refused earlier, which makes the question for both fail without being asked. */
async function onlyOneIsDenied(): Promise<boolean> {
  try {
    const [forMicrophone, forCamera] = await Promise.all([
      navigator.permissions.query({ name: "microphone" as PermissionName }),
      navigator.permissions.query({ name: "camera" as PermissionName }),
    ]);
    return (forMicrophone.state === "denied") !== (forCamera.state === "denied");
  } catch {
    return false;
  }
}
