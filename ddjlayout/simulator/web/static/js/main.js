// The page of the simulator: puts its parts together and keeps them fed.

import { Bench } from "./bench.js";
import { all, one, put } from "./dom.js";
import { startLanguage, tell } from "./i18n.js";
import { Journal } from "./journal.js";
import { attempt, note, problem } from "./notes.js";
import { copy } from "./copying.js";
import { startTheme } from "./prefs.js";
import { setToken, startSession, takeToken } from "./session.js";
import { Settings } from "./settings.js";
import { Faults } from "./faults.js";
import { Store } from "./store.js";
import { Stream } from "./stream.js";
import { Tabs } from "./tabs.js";
import { Tasks } from "./tasks.js";
import { Time } from "./time.js";

startSession();
startTheme(one("#theme"));
startLanguage(one("#language"));

const store = new Store();
const tabs = new Tabs();
const bench = new Bench(store);
const tasks = new Tasks(store);
const journal = new Journal(store);
const faults = new Faults(store);
const settings = new Settings(store);
new Time(store);

store.on(["url", "accounts"], () => {
  put(one("#url"), store.url);
  put(one("#app-id"), store.accounts[0]?.app_id ?? "");
});

const stream = new Stream((frame) => store.apply(frame), onLine);

let described = false;

/** Ask once what the admin API takes. */
async function describe() {
  await Promise.all([faults.load(), settings.load()]);
  described = true;
}

function onLine(state) {
  const line = one("#line");
  if (line.dataset.state !== state) tell(one(".line-text", line), `line.${state}`);
  if (state === "unread" && line.dataset.state !== state) problem("note.unread");
  line.dataset.state = state;
  if (state === "open" && !described) attempt(describe);
  if (state === "denied" && !one("#sign-in").open) one("#sign-in").showModal();
}

const signIn = one("#sign-in form");
signIn.addEventListener("submit", (event) => {
  event.preventDefault();
  const given = signIn.elements.token.value.trim();
  setToken(given.includes("#token=") ? decodeURIComponent(given.split("#token=")[1]) : given);
  signIn.reset();
  one("#sign-in").close();
  stream.start();
});
window.addEventListener("hashchange", () => {
  if (!takeToken()) return;
  if (one("#sign-in").open) one("#sign-in").close();
  stream.start();
});

// A browser has six lines to a server: a page that is left, or not looked at, lets go of its own.
const UNSEEN = 60_000;
let resting = 0;
window.addEventListener("pagehide", () => stream.end());
window.addEventListener("pageshow", (event) => event.persisted && stream.start());
document.addEventListener("visibilitychange", () => {
  clearTimeout(resting);
  if (document.hidden) resting = setTimeout(() => stream.end(), UNSEEN);
  else if (stream.ended) stream.start();
});

// What one part of the page opens in another
document.addEventListener("ddj-open", ({ detail }) => {
  if (detail.task) {
    tabs.select("tasks");
    tasks.reveal(detail.task);
  } else if (detail.entry) {
    tabs.select("requests");
    journal.open(detail.entry);
  } else if (detail.paper) {
    tabs.select("printers");
    if (!bench.find(detail.paper)) note("note.no_paper");
  }
});

one("#clock").addEventListener("click", () => {
  tabs.select("clock");
  one("#tab-clock").focus();
});
one("#copy-url").addEventListener("click", () => copy(store.url));
for (const button of all("dialog .close")) {
  button.addEventListener("click", () => button.closest("dialog").close());
}

stream.start();
