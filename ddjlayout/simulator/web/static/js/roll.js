// The paper that came out of one printer: the oldest on top, the newest at the slot below.

import { one } from "./dom.js";
import { tell } from "./i18n.js";
import { Sheet, sightOf } from "./sheet.js";

const PAGE = 30; // runs shown at first, and more at a time
const ROWS_A_SECOND = 1600; // of a printer that prints at once, for the eye
const LONGEST = 1100; // milliseconds of such a print
const MOST = 120; // runs that stay on the page while the eye is at the slot
const CROWD = 3; // runs that wait to come out, above which none is drawn out for the eye

const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
const frame = () => new Promise((go) => requestAnimationFrame(go));

export class Roll {
  constructor(node, { uuid, store, papers }) {
    Object.assign(this, { node, uuid, store });
    this.window = one(".roll", node);
    this.list = one(".paper", node);
    this.tools = { sight: sightOf(this.window), papers };
    this.tornName = `ddj-torn-${uuid}`;
    this.begin();
    this.window.addEventListener("scroll", () => this.noteScroll(), { passive: true });
    one(".newest", node).addEventListener("click", () => this.follow(true));
    one(".earlier", node).addEventListener("click", () => this.showEarlier());
    one(".put-back", node).addEventListener("click", () => this.putBack());
  }

  /** Start with an empty slot. */
  begin() {
    for (const sheet of this.sheets ?? []) sheet.drop();
    this.sheets = [];
    this.head = null;
    this.waiting = [];
    this.torn = Number(sessionStorage.getItem(this.tornName) ?? 0);
    this.first = null;
    this.following = true;
  }

  runs() {
    return (this.store.runs.get(this.uuid) ?? []).filter((run) => run.number >= this.torn);
  }

  /** Show what is known after a frame; `fresh`: all of it is new. */
  sync(fresh) {
    if (fresh) {
      const all = this.store.runs.get(this.uuid) ?? [];
      this.begin();
      if (this.torn > (all.at(-1)?.number ?? -1) + 1) this.setTorn(0);
    }
    const runs = this.runs();
    if (this.first === null) this.first = runs.at(-PAGE)?.number ?? runs[0]?.number ?? null;
    const last = this.sheets.at(-1)?.run?.number ?? -1;
    const news = runs.filter((run) => run.number > last && run.number >= (this.first ?? 0));
    for (const run of news) this.come(run, !fresh && news.length <= CROWD);
    this.trim();
    this.syncHead();
    this.summarize();
  }

  /** Let a finished run come out. */
  come(run, drawnOut) {
    let sheet = this.head;
    if (sheet?.taskId === run.task_id) {
      this.head = null;
      sheet.node.classList.remove("head");
      sheet.describe(run);
      sheet.reveal(run.rows);
      this.sheets.push(sheet);
      this.settle();
      return;
    }
    sheet = new Sheet(run.task_id, this.tools);
    sheet.describe(run);
    this.list.append(sheet.node);
    if (this.head) this.list.append(this.head.node);
    this.sheets.push(sheet);
    if (!this.following) one(".newest", this.node).hidden = false;
    if (!drawnOut || calm.matches) this.place(sheet);
    else this.drawOut(sheet);
  }

  place(sheet) {
    sheet.reveal(sheet.run.rows);
    this.settle();
  }

  /** Let go of the oldest paper on the page; it can be shown again. */
  trim() {
    if (!this.following || this.sheets.length <= MOST) return;
    for (const sheet of this.sheets.splice(0, this.sheets.length - MOST)) sheet.drop();
    this.first = this.sheets[0].run.number;
    this.settle();
  }

  /** Let a print that took no time come out at a speed that the eye can follow. */
  async drawOut(sheet) {
    this.waiting.push(sheet);
    if (this.waiting.length > 1) return;
    while (this.waiting.length) {
      const next = this.waiting[0];
      if (this.waiting.length <= CROWD) await this.feed(next);
      else this.place(next);
      this.waiting.shift();
    }
  }

  async feed(sheet) {
    const rows = sheet.run.rows;
    await sheet.load();
    const length = Math.min(LONGEST, (rows / ROWS_A_SECOND) * 1000 + 150);
    const start = performance.now();
    for (let past = 0; past < length && !document.hidden; past = performance.now() - start) {
      sheet.reveal(Math.round((rows * past) / length));
      this.settle();
      await frame();
    }
    sheet.reveal(rows);
    this.settle();
  }

  /** Show the paper that is under the print head now, as far as it is printed. */
  syncHead() {
    const device = this.store.device(this.uuid);
    const taskId = device?.task_id ?? null;
    if (this.head && this.head.taskId !== taskId) {
      this.head.drop();
      this.head = null;
    }
    if (taskId === null) return;
    if (!this.head) {
      this.head = new Sheet(taskId, this.tools);
      this.head.node.classList.add("head");
      this.list.append(this.head.node);
      this.head.load();
      this.print(this.head);
    }
  }

  /** Keep the head's paper moving with the simulator's clock. */
  async print(head) {
    while (this.head === head) {
      const device = this.store.device(this.uuid);
      if (!device) return;
      const done = Math.floor((this.store.now() - device.started) * device.speed);
      head.reveal(Math.max(0, Math.min(done, device.rows, device.paper ?? Infinity)));
      this.settle();
      if (calm.matches) await new Promise((go) => setTimeout(go, 1000));
      else await frame();
    }
  }

  // Which part of the paper is in sight

  noteScroll() {
    const { scrollHeight, scrollTop, clientHeight } = this.window;
    this.following = scrollHeight - scrollTop - clientHeight < 24;
    if (this.following) one(".newest", this.node).hidden = true;
  }

  /** Stay at the slot, if that is where the eye is. */
  settle() {
    if (this.following) this.window.scrollTop = this.window.scrollHeight;
  }

  follow(smoothly) {
    this.following = true;
    one(".newest", this.node).hidden = true;
    const behavior = smoothly && !calm.matches ? "smooth" : "auto";
    this.window.scrollTo({ top: this.window.scrollHeight, behavior });
    this.window.focus({ preventScroll: true });
  }

  showEarlier() {
    const earlier = this.runs().filter((run) => run.number < this.first).slice(-PAGE);
    const before = this.window.scrollHeight - this.window.scrollTop;
    const sheets = earlier.map((run) => {
      const sheet = new Sheet(run.task_id, this.tools);
      sheet.describe(run);
      this.place(sheet);
      return sheet;
    });
    this.list.prepend(...sheets.map((sheet) => sheet.node));
    this.sheets.unshift(...sheets);
    this.first = earlier[0]?.number ?? this.first;
    this.window.scrollTop = this.window.scrollHeight - before;
    this.window.focus({ preventScroll: true });
    this.summarize();
  }

  /** Bring the paper of a task into sight; returns whether it is there. */
  find(taskId) {
    const sheet = this.sheets.findLast((one) => one.taskId === taskId);
    if (!sheet) return false;
    this.following = false;
    sheet.node.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
    sheet.marker.focus({ preventScroll: true });
    return true;
  }

  // Tearing off

  setTorn(number) {
    this.torn = number;
    sessionStorage.setItem(this.tornName, String(number));
  }

  /** Take the paper away from sight; the simulator keeps it. */
  tear() {
    this.setTorn((this.runs().at(-1)?.number ?? this.torn - 1) + 1);
    for (const sheet of this.sheets) sheet.drop();
    this.sheets = [];
    this.first = null;
    this.summarize();
  }

  putBack() {
    this.setTorn(0);
    this.sync(true);
    this.window.focus({ preventScroll: true });
  }

  summarize() {
    const known = this.store.runs.get(this.uuid) ?? [];
    const hidden = this.runs().filter((run) => run.number < (this.first ?? 0)).length;
    const torn = known.filter((run) => run.number < this.torn).length;
    const empty = this.sheets.length === 0 && !this.head;
    this.node.classList.toggle("empty", empty);
    show(one(".earlier", this.node), hidden, "roll.earlier");
    show(one(".put-back", this.node), hidden ? 0 : torn, "roll.put_back");
    for (const button of [one(".tear", this.node), one(".save", this.node)]) {
      button.disabled = this.sheets.length === 0;
    }
  }
}

function show(button, count, key) {
  button.hidden = count === 0;
  if (count) tell(button, key, { n: count });
}
