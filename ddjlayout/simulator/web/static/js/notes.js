// What the page tells a person: a line that screen readers read out, and a note that all can see.
//
// Prints come in crowds, so they are counted and told once they pause, every few seconds at most.

import { one, put } from "./dom.js";
import { failure } from "./failures.js";
import { language, say } from "./i18n.js";

const PAUSE = 1500;
const MOST_WAIT = 8000;
const SHOWN = 6000;

let noteTimer = 0;
const crowd = { since: 0, timer: 0, counts: new Map() };

/** Let screen readers read a line out when they are at rest. */
export function announce(key, values) {
  const line = one("#announcer");
  put(line, "");
  setTimeout(() => put(line, say(key, values)), 60);
}

/** Count something that happened at a printer, to be read out with the others of its kind. */
export function count(name) {
  const now = performance.now();
  if (!crowd.counts.size) crowd.since = now;
  crowd.counts.set(name, (crowd.counts.get(name) ?? 0) + 1);
  clearTimeout(crowd.timer);
  crowd.timer = setTimeout(tellCrowd, Math.max(0, Math.min(PAUSE, crowd.since + MOST_WAIT - now)));
}

function tellCrowd() {
  const parts = [...crowd.counts].map(([name, n]) => say("note.printed", { name, n }));
  crowd.counts.clear();
  const line = one("#announcer");
  put(line, parts.join(" "));
}

/** Show a short note, and read it out. */
export function note(key, values) {
  show(say(key, values), false);
}

/** Show something that is wrong, though nobody asked for anything. */
export function problem(key) {
  show(say(key), true);
}

/** Show what went wrong. */
export function fail(error) {
  if (error?.status === 401) return; // the sign-in dialog says it
  const unreachable = { text: say("note.unreachable"), foreign: false };
  const { text, foreign } = error?.status ? failure(error) : unreachable;
  show(text, true, foreign ? "en" : language());
}

function show(text, isError, lang = language()) {
  const box = one("#note");
  box.lang = lang;
  box.classList.toggle("error", isError);
  box.setAttribute("role", isError ? "alert" : "status");
  put(box, "");
  box.hidden = false;
  setTimeout(() => put(box, text), 30);
  clearTimeout(noteTimer);
  noteTimer = setTimeout(() => (box.hidden = true), isError ? SHOWN * 2 : SHOWN);
}

/** Do something that asks the server, and show what goes wrong. Returns whether it worked. */
export async function attempt(work) {
  try {
    await work();
    return true;
  } catch (error) {
    fail(error);
    return false;
  }
}
