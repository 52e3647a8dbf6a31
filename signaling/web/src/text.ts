// SPDX-License-Identifier: Apache-2.0
import type { Person } from "./protocol/messages";
import type { Trouble } from "./media/devices";
import type { Notice } from "./state/desk";
import type { Farewell, Refusal } from "./state/visit";

interface Page {
  readonly title: string;
  readonly lines: readonly string[];
}

const refused: Readonly<Record<Refusal, Page>> = {
  "link-used": {
    title: "This link has already been used",
    lines: [
      "For your privacy, each link opens the waiting room once, on one device.",
      "If you checked in on another device, go on there. Otherwise ask your pharmacy for a new link.",
    ],
  },
  "link-expired": {
    title: "This link has expired",
    lines: ["Links work for a limited time only.", "Please ask your pharmacy for a new one. They can send it in a moment."],
  },
  "unknown-link": {
    title: "We don’t know this link",
    lines: [
      "It may have been cut off when it was copied. Try to open it again from the message you were sent.",
      "If that does not help, ask your pharmacy for a new link.",
    ],
  },
  "no-link": {
    title: "Please open the link you were sent",
    lines: [
      "Your pharmacy sends you a personal link by message or e-mail. It brings you to your consultation.",
      "If you have none, or cannot find it, please call your pharmacy.",
    ],
  },
  unreachable: {
    title: "We can’t reach the pharmacy right now",
    lines: ["Please check your internet connection, then try again.", "If it still does not work, please call your pharmacy."],
  },
};

const gone: Readonly<Record<Farewell, Page>> = {
  left: {
    title: "You have left",
    lines: [
      "Your camera and microphone are off. You can close this page.",
      "If you left by mistake, ask your pharmacy for a new link, or call them.",
    ],
  },
  declined: {
    title: "The pharmacy can’t see you right now",
    lines: [
      "The pharmacist could not let you in this time. Your camera and microphone are off.",
      "Please call your pharmacy to find another time.",
    ],
  },
  removed: {
    title: "You are no longer in the consultation",
    lines: [
      "The pharmacist has ended your part of the consultation. Your camera and microphone are off.",
      "If you have more questions, please call your pharmacy.",
    ],
  },
  ended: {
    title: "The consultation has ended",
    lines: [
      "Thank you for your visit. Your camera and microphone are off, and you can close this page.",
      "If you have more questions, please call your pharmacy.",
    ],
  },
  elsewhere: {
    title: "You went on in another window",
    lines: ["Camera and microphone are off here. You can close this page, or go on in it instead of the other window."],
  },
};

const notices: Readonly<Record<Notice, string>> = {
  left: "You have left the consultation.",
  removed: "You were removed from the consultation.",
  ended: "The consultation has ended.",
  "not-entered": "The consultation you were in is over.",
};

const microphoneTrouble: Readonly<Record<Trouble, string>> = {
  denied: "Your browser does not let this page use the microphone. You can still check in: the pharmacist will see you but not hear you. To allow it, use the lock or camera sign beside the address.",
  missing: "No microphone was found. You can still check in: the pharmacist will see you but not hear you.",
  busy: "The microphone could not be started. Perhaps another program is using it. You can still check in.",
  unsupported: "This browser gives no access to a microphone here. You can still check in, to see and hear the pharmacist.",
};

const cameraTrouble: Readonly<Record<Trouble, string>> = {
  denied: "Your browser does not let this page use the camera. You can still check in: the pharmacist will hear you but not see you. To allow it, use the lock or camera sign beside the address.",
  missing: "No camera was found. You can still check in: the pharmacist will hear you but not see you.",
  busy: "The camera could not be started. Perhaps another program is using it. You can still check in.",
  unsupported: "This browser gives no access to a camera here. You can still check in, to see and hear the pharmacist.",
};

const roles: Readonly<Record<Person["role"], string>> = {
  pharmacist: "Pharmacist",
  patient: "Patient",
  guest: "Guest",
  interpreter: "Interpreter",
};

/** Every word people read, in one place, so that other languages can come. */
export const text = {
  product: "Apotheca",
  unreachable: "The server cannot be reached. Please check your connection and try again.",
  unexpected: "Something went wrong. Please try again.",
  tryAgain: "Try again",
  goOnHere: "Go on here",
  help: "Need help? Call your pharmacy: they can also talk to you by phone.",
  roles,
  landing: {
    title: "Video consultations with your pharmacy",
    lead: "Private, face to face, in your browser. Nothing to install.",
    patients: "For patients",
    patientsText: "Open the personal link that your pharmacy sent you. It brings you to the waiting room, and your pharmacist lets you in.",
    staff: "For pharmacy staff",
    staffText: "Sign in to see who is waiting and to start a consultation.",
    staffLink: "Sign in",
    unknownTitle: "There is no such page",
    unknownText: "The address may be misspelt.",
    home: "Go to the start page",
  },
  signIn: {
    title: "Pharmacy sign-in",
    lead: "For pharmacy staff. Patients use the link they were sent.",
    account: "Account",
    password: "Password",
    submit: "Sign in",
    busy: "Signing in…",
    accountMissing: "Please enter your account.",
    passwordMissing: "Please enter your password.",
    wrong: "The account or the password is not right. Please check both and try again.",
    tooMany: "Too many attempts. Please wait a minute and try again.",
    expired: "Your session has ended. Please sign in again.",
    demoRefused: "This demo link does not work any more. Sign in with an account, or start the demo again.",
  },
  desk: {
    title: "Counter",
    signedInAs: (name: string) => `Signed in as ${name}`,
    signOut: "Sign out",
    recordings: "Recordings",
    waiting: "Waiting room",
    waitingCount: (count: number) => (count === 1 ? "1 person waiting" : `${count} people waiting`),
    nobodyWaiting: "Nobody is waiting.",
    nobodyWaitingHint: "People appear here as soon as they have checked in.",
    admit: "Admit",
    decline: "Decline",
    running: "Consultations going on",
    nobodyRunning: "There is no consultation at the moment.",
    join: "Join",
    empty: "Nobody is in it",
    newLink: "New patient link",
    newLinkText: "Make a personal link for a patient. It opens the waiting room once.",
    invite: "Invite",
    inviteInterpreter: "Invite an interpreter",
    links: {
      patient: "Link for the patient",
      guest: "Link for a guest to this consultation",
      interpreter: "Link for an interpreter to this consultation",
    },
    linkHint: "Send it to one person only: it works once.",
    ownConsultation: "waits for another consultation",
    copy: "Copy link",
    copied: "Copied",
    copyFailed: "Could not copy. Select the link and copy it.",
    closeLink: "Hide link",
    entering: "Starting the consultation…",
    offline: "The connection to the server is lost. It comes back by itself: please try again in a moment.",
    reconnecting: "Connection lost. Reconnecting…",
    loading: "Loading…",
    arrived: (name: string) => `${name} is in the waiting room.`,
    people: "In this consultation",
    you: (name: string) => `${name} (you)`,
    remove: "Remove",
    notices,
  },
  visit: {
    looking: "One moment, please…",
    title: (pharmacy: string) => `Welcome to ${pharmacy}`,
    lead: "You are about to meet your pharmacist by video. Check in, and the pharmacist will let you in.",
    invitedAs: (name: string) => `You are invited as ${name}. This is how the pharmacist will see you.`,
    name: "Your name",
    unnamed: "Patient",
    nameHint: "Optional. This is how the pharmacist will see you.",
    checkIn: "Check in",
    busy: "Checking in…",
    tryOut: "Your camera and microphone",
    tryOutText: "Your browser asks whether this page may use them. Nobody sees or hears you before the pharmacist lets you in.",
    refused,
    gone,
  },
  waiting: {
    title: "You are checked in",
    since: (time: string) => `You are in the waiting room since ${time}. The pharmacist will let you in.`,
    stay: "Please keep this page open.",
    leave: "Leave waiting room",
    offline: "Connection lost. Reconnecting… You keep your place.",
  },
  devices: {
    asking: "Please allow camera and microphone in the question of your browser.",
    cameraOff: "Your camera is off",
    cameraStarting: "Starting your camera…",
    noCamera: "No camera",
    level: "Microphone level",
    levelHint: "Say something: the bar moves when your microphone works.",
    muted: "Your microphone is muted.",
    camera: "Camera",
    microphone: "Microphone",
    retry: "Ask again",
    preview: "Your own picture",
    microphoneTrouble,
    cameraTrouble,
  },
  call: {
    title: "Consultation",
    connecting: "Connecting…",
    connected: {
      none: "Connected",
      reduced: "Connected, but slow: pictures are less sharp",
      paused: "Connected, but slow",
    },
    alone: "Connected. Nobody else is here yet.",
    reconnecting: "Connection interrupted. Reconnecting…",
    offline: "Connection to the server lost. Reconnecting…",
    stage: "People in the consultation",
    you: "You",
    selfView: "Your own picture",
    mute: "Mute microphone",
    stopCamera: "Stop camera",
    shareScreen: "Share screen",
    leave: "Leave",
    controls: "Call controls",
    panel: "Waiting room and people",
    muted: "Muted",
    cameraOff: "Camera off",
    noMicrophone: "No microphone",
    sharing: "You are sharing your screen",
    speaking: "Speaking",
    isReconnecting: (name: string) => ({ words: `${name} is reconnecting…`, more: "", brief: "Reconnecting…" }),
    isConnecting: (name: string) => ({ words: `${name} is connecting…`, more: "", brief: "Connecting…" }),
    picturePaused: (name: string) => ({
      words: `Your connection is too slow for a picture of ${name} just now.`,
      more: "You still hear each other; the picture comes back by itself.",
      brief: "Your connection is slow",
    }),
    theirPicturePaused: (name: string) => ({
      words: `${name}’s connection is too slow for a picture just now.`,
      more: "You still hear each other; the picture comes back by itself.",
      brief: "Slow connection",
    }),
    ownPicturePaused:
      "Your connection is too slow to send your picture just now. The others still hear you; your picture comes back by itself.",
    screenPaused: {
      words: "Your connection is too slow for the shared screen just now.",
      more: "It comes back by itself.",
      brief: "Your connection is slow",
    },
    joined: (name: string) => `${name} has joined.`,
    left: (name: string) => `${name} has left.`,
    screenOf: (name: string) => `Screen of ${name}`,
    turnOnSound: "Turn on sound",
    soundBlocked: "Your browser keeps the sound off until you say so.",
    somebody: "Somebody",
  },
  recording: {
    question: "May we record this consultation?",
    asked: "You are asked whether this consultation may be recorded. Please answer yes or no.",
    yes: "Yes, you may record",
    no: "No, do not record",
    withdraw: "Stop agreeing",
    agreeAfterAll: "Agree after all",
    stayOut: "Stay out of this consultation",
    on: "Recording",
    onAudio: "Recording sound only",
    asking: "Not recording yet: waiting for everybody’s answer",
    paused: "Not recording: not everybody agrees",
    trouble: "Not being recorded right now",
    you: {
      needed: "You have not answered yet.",
      given: "You agreed to being recorded. You can change your mind at any time.",
      refused: "You said no to being recorded. You will have your consultation without it.",
      withdrawn: "You do not agree to being recorded any more.",
    },
    news: {
      on: "This consultation is now being recorded.",
      again: "Recording goes on.",
      caughtUp: "The recording has caught up. Nothing was lost.",
      paused: "Recording is paused.",
      notAgreed: "Not everybody agrees to a recording. Nothing is recorded.",
      trouble: "This consultation is not being recorded right now.",
      off: "This consultation is not recorded.",
    },
    waiting: {
      needed: "has not answered yet whether we may record",
      given: "agrees to a recording",
      refused: "does not want to be recorded",
      withdrawn: "does not want to be recorded",
    },
    staff: {
      title: "Recording",
      what: "Everybody here is asked first.",
      audioAndVideo: "Picture and sound",
      audio: "Sound only",
      none: "None",
      of: (name: string) => `of the consultation with ${name}`,
      ask: "Ask to record",
      stop: "Stop recording",
      doNot: "Do not record",
      goOn: "Go on recording",
      held: "Somebody who did not agree has left. Everybody who is here agrees.",
      without: "Go on without recording",
      missing: {
        needed: (name: string) => `${name}: has not answered yet`,
        given: (name: string) => `${name}: agrees`,
        refused: (name: string) => `${name}: does not agree`,
        withdrawn: (name: string) => `${name}: does not agree any more`,
      },
      troubles: {
        full: "Recording stopped: the disk is full.",
        gone: "Recording stopped: the place for recordings cannot be reached.",
        slow: "Recording stopped: the disk is too slow.",
        noMedia: "Recording stopped: the recorder does not reach the media server.",
        unreachable: "Recording stopped: the recorder does not answer. It is tried again.",
        behind: "Recording goes on, but the disk does not keep up. Nothing is lost so far.",
      },
    },
  },
  time: {
    since: (time: string, minutes: number) => (minutes < 1 ? `since ${time}, just now` : `since ${time}, ${minutes} min`),
  },
} as const;
