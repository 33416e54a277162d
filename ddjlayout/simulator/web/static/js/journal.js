// The panel of requests: the newest first, and one of them opened.

import { get, part } from "./api.js";
import { copyOf, keyed, one, put } from "./dom.js";
import { EntryView } from "./entry.js";
import { onLanguage, report, showTime, tell } from "./i18n.js";
import { attempt } from "./notes.js";
import { nameOf } from "./printer.js";
import { callOf, isPrint, shortUuid } from "./store.js";

const PAGE = 60;
const UUID_LENGTH = 16;

export class Journal {
  constructor(store) {
    this.store = store;
    this.panel = one("#panel-requests");
    this.listView = one(".list-view", this.panel);
    this.list = one(".entries", this.panel);
    this.filters = one(".filters", this.panel);
    this.shown = PAGE;
    this.view = new EntryView(one(".entry-view", this.panel), store, () => this.back());
    store.on(["journal"], (frame) => {
      this.fill(frame);
      if (!this.listView.hidden) return;
      if (!store.journal.some(({ number, at }) => number === this.from && at === this.at)) this.back();
    });
    store.on(["tasks", "devices", "accounts"], (frame) => {
      if (!frame.journal && !frame.fresh) this.fill({});
    });
    store.on(["counts"], () => this.fillCounts());
    this.filters.addEventListener("change", () => this.fill({}));
    one(".more", this.panel).addEventListener("click", () => {
      this.shown += PAGE;
      this.fill({});
    });
    one(".callbacks-box", this.panel).addEventListener("toggle", () => this.fillCallbacks());
    store.on(["tasks", "devices"], () => this.fillCallbacks());
    onLanguage(() => {
      this.fill({});
      this.view.speak();
    });
  }

  fill(frame) {
    if (frame.fresh) this.shown = PAGE;
    const { call, problems } = this.filters.elements;
    const wanted = (entry) =>
      (!call.value || callOf(entry) === call.value) && (!problems.checked || isProblem(entry));
    const all = this.store.journal.filter(wanted).sort((one, other) => other.number - one.number);
    keyed(this.list, all.slice(0, this.shown), {
      keyOf: (entry) => entry.number,
      build: (entry) => this.build(entry),
      fill: (row, entry) => this.fillRow(row, entry),
    });
    one(".more", this.panel).hidden = all.length <= this.shown;
    one(".none", this.panel).hidden = all.length > 0;
  }

  fillRow(row, entry) {
    const task = this.store.tasks.get(entry.task_id);
    put(one(".number", row), String(entry.number));
    put(one(".call", row), callOf(entry) || entry.path);
    showTime(one("time", row), entry.at);
    fillCode(one(".code", row), entry);
    put(one(".printer-name", row), this.printerOf(entry.uuid || task?.uuid));
    put(one(".app", row), this.appOf(entry));
    fillPrints(one(".printed", row), isPrint(entry) ? task : undefined, this.store);
    one(".struck", row).hidden = !entry.fault;
    const tolerated = one(".tolerated", row);
    tolerated.hidden = entry.deviations.length === 0;
    tell(tolerated, "entry.tolerated", { n: entry.deviations.length });
    report(one(".why", row), entry.code === 200 ? "" : entry.reason);
  }

  /** The printer of a request in few words, though a stranger may have sent any Uuid. */
  printerOf(uuid = "") {
    const device = this.store.device(uuid);
    if (device) return nameOf(device);
    if (uuid.length > UUID_LENGTH) return `${uuid.slice(0, UUID_LENGTH)}…`;
    return uuid.length === UUID_LENGTH ? shortUuid(uuid) : uuid;
  }

  /** The appid of a request, where it says something: where it is not the only one there is. */
  appOf({ app_id: id }) {
    const { accounts } = this.store;
    return accounts.length === 1 && accounts[0].app_id === id ? "" : id;
  }

  fillCounts() {
    const { requests = 0, prints = 0, partial = 0 } = this.store.counts;
    tell(one(".counts", this.panel), "journal.counts", { requests, prints, partial });
  }

  build({ number }) {
    const row = copyOf("t-entry-row");
    one("button", row).addEventListener("click", () => this.open(number));
    return row;
  }

  /** Show one request, whole. */
  open(number) {
    return attempt(async () => {
      const entry = await get(`journal/${part(number)}`);
      Object.assign(this, { from: number, at: entry.at });
      this.listView.hidden = true;
      await this.view.show(entry);
    });
  }

  back() {
    const led = this.view.node.contains(document.activeElement);
    this.view.hide();
    this.listView.hidden = false;
    const row = this.list.querySelector(`[data-key="${CSS.escape(String(this.from))}"] button`);
    if (led) (row ?? one("select", this.filters)).focus();
  }

  async fillCallbacks() {
    const box = one(".callbacks-box", this.panel);
    if (!box.open) return;
    await attempt(async () => {
      const notices = (await get("callbacks")).slice(-20).reverse();
      const rows = notices.map(({ payload, ending, url, at }) => {
        const row = copyOf("t-callback");
        showTime(one("time", row), at);
        put(one(".url", row), url);
        put(one(".payload", row), JSON.stringify(payload));
        report(one(".ending", row), ending);
        return row;
      });
      one(".callbacks", box).replaceChildren(...rows);
      one(".no-callbacks", box).hidden = rows.length > 0;
    });
  }
}

/** A request that did not go as its sender may have hoped. */
export const isProblem = (entry) =>
  entry.code !== 200 || Boolean(entry.fault) || entry.ending !== "answered" || entry.deviations.length > 0;

/** Show the code of a reply, or how the exchange ended without one. */
export function fillCode(badge, entry) {
  const lost = entry.ending !== "answered";
  badge.dataset.tone = lost ? "lost" : entry.code === 200 ? "good" : "bad";
  put(badge, String(entry.code ?? "—"));
}

/** Show how often a job came out of its printer, or what it waits for. */
function fillPrints(badge, task, store) {
  badge.hidden = !task;
  if (!task) return;
  const state = task.prints ? "printed" : store.taskState(task);
  badge.dataset.state = state;
  if (task.prints) tell(badge, "entry.printed", { n: task.prints });
  else tell(badge, `task.${state}`);
}
