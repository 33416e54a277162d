// The panel of tasks: the newest first, each with its state and what can be done with it.

import { download, part, post } from "./api.js";
import { copyOf, keyed, one, put } from "./dom.js";
import { onLanguage, report, say, showTime, tell } from "./i18n.js";
import { attempt, note } from "./notes.js";
import { nameOf } from "./printer.js";
import { millimetres } from "./sheet.js";

const PAGE = 50;

export class Tasks {
  constructor(store) {
    this.store = store;
    this.panel = one("#panel-tasks");
    this.list = one(".tasks", this.panel);
    this.filter = one("[name=printer]", this.panel);
    this.shown = PAGE;
    store.on(["tasks", "devices"], (frame) => this.fill(frame));
    this.filter.addEventListener("change", () => this.fill({}));
    one(".more", this.panel).addEventListener("click", () => {
      this.shown += PAGE;
      this.fill({});
    });
    onLanguage(() => this.fill({}));
  }

  fill(frame) {
    if (frame.fresh) this.shown = PAGE;
    if (frame.fresh || frame.devices) fillPrinters(this.filter, this.store.devices);
    const uuid = this.filter.value;
    const all = [...this.store.tasks.values()].filter((task) => !uuid || task.uuid === uuid);
    all.sort((one, other) => other.task_id - one.task_id);
    keyed(this.list, all.slice(0, this.shown), {
      keyOf: (task) => task.task_id,
      build: (task) => this.build(task),
      fill: (node, task) => this.fillOne(node, task),
    });
    one(".more", this.panel).hidden = all.length <= this.shown;
    one(".none", this.panel).hidden = all.length > 0;
  }

  build({ task_id: id }) {
    const node = copyOf("t-task");
    const task = () => this.store.tasks.get(id);
    const open = (detail) => document.dispatchEvent(new CustomEvent("ddj-open", { detail }));
    one(".show-paper", node).addEventListener("click", () => open({ paper: task() }));
    one(".show-request", node).addEventListener("click", () => {
      const entry = this.store.requestOf(id);
      if (entry) open({ entry: entry.number });
      else note("note.no_request");
    });
    one(".save", node).addEventListener("click", () =>
      attempt(() => download(`tasks/${part(id)}/paper.png`, `task-${id}.png`)),
    );
    one(".reject", node).addEventListener("click", () =>
      attempt(() => post(`tasks/${part(id)}/reject`)),
    );
    return node;
  }

  fillOne(node, task) {
    const state = this.store.taskState(task);
    const device = this.store.device(task.uuid);
    put(one(".id", node), String(task.task_id));
    const badge = one(".badge", node);
    badge.dataset.state = state;
    tell(badge, `task.${state}`);
    showTime(one("time", node), task.created);
    put(one(".what", node), whatOf(task, device));
    const words = task.reason || task.note || "";
    report(one(".reason", node), words);
    one(".reason", node).hidden = !words;
    one(".reject", node).hidden = task.state !== "pending";
    one(".show-paper", node).disabled = !task.prints && !task.partial && state !== "printing";
    one(".save", node).disabled = task.rows === 0;
  }

  /** Open a task and bring it into sight. */
  reveal(id) {
    this.filter.value = "";
    const place = [...this.store.tasks.keys()].filter((other) => other >= id).length;
    this.shown = Math.max(this.shown, place);
    this.fill({});
    const node = this.list.querySelector(`[data-key="${CSS.escape(String(id))}"]`);
    if (!node) {
      note("note.no_task");
      return;
    }
    one("details", node).open = true;
    node.scrollIntoView({ block: "nearest" });
    one("summary", node).focus({ preventScroll: true });
  }
}

function whatOf(task, device) {
  const parts = [device ? nameOf(device) : task.uuid];
  if (task.kind === "page") parts.push(say("task.page"));
  if (task.rows) parts.push(say("task.length", { mm: millimetres(task.rows), rows: task.rows }));
  if (task.prints > 1) parts.push(say("task.prints", { n: task.prints }));
  if (task.partial) parts.push(say("task.partial", { n: task.partial }));
  return parts.join(" · ");
}

/** Fill a choice of printers; the first option, for all of them, stays. */
export function fillPrinters(select, devices) {
  const chosen = select.value;
  keyedOptions(select, devices);
  select.value = [...select.options].some((option) => option.value === chosen) ? chosen : "";
}

function keyedOptions(select, devices) {
  const kept = select.options[0];
  const others = devices.map((device) => {
    const option = document.createElement("option");
    option.value = device.uuid;
    option.textContent = nameOf(device);
    return option;
  });
  const same = [...select.options].slice(1).map((option) => option.value).join();
  if (same !== devices.map((device) => device.uuid).join()) select.replaceChildren(kept, ...others);
}
