// The bench: all printers side by side, and a row of buttons that lead to each.

import { copyOf, keyed, one, put } from "./dom.js";
import { Papers } from "./dots.js";
import { tell } from "./i18n.js";
import { announce, count } from "./notes.js";
import { Printer, nameOf } from "./printer.js";
import { startScale } from "./scale.js";

const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
const TOLD = ["paper_out", "overheated", "offline", "error"];

export class Bench {
  constructor(store) {
    this.store = store;
    this.papers = new Papers();
    this.printers = new Map();
    this.conditions = new Map();
    this.stage = one(".stage");
    startScale(this.stage);
    store.on(["devices", "prints", "clock"], (frame) => this.sync(frame));
    document.addEventListener("ddj-scale", () => this.settle());
    setInterval(() => this.tick(), 1000);
  }

  sync(frame) {
    if (frame.fresh) this.papers.clear();
    const { devices } = this.store;
    keyed(this.stage, devices, {
      keyOf: (device) => device.uuid,
      build: (device) => this.build(device),
      fill: (_, device) => this.printers.get(device.uuid).fill(device),
    });
    keyed(one(".chips"), devices, {
      keyOf: (device) => device.uuid,
      build: (device) => chip(device.uuid),
      fill: fillChip,
    });
    for (const device of devices) {
      const printer = this.printers.get(device.uuid);
      if (frame.fresh || frame.prints || frame.devices) printer.roll.sync(Boolean(frame.fresh));
      printer.tellRecovery(device);
    }
    this.tellOut(frame);
  }

  build(device) {
    const printer = new Printer(device, { store: this.store, papers: this.papers });
    this.printers.set(device.uuid, printer);
    return printer.node;
  }

  /** Read out what happened, but not what was there when the page began. */
  tellOut(frame) {
    for (const device of this.store.devices) {
      const before = this.conditions.get(device.uuid);
      const changed = before !== undefined && before !== device.condition;
      if (changed && (TOLD.includes(device.condition) || TOLD.includes(before))) {
        announce(`told.${device.condition}`, { name: nameOf(device) });
      }
      this.conditions.set(device.uuid, device.condition);
    }
    if (frame.fresh) return;
    for (const run of frame.prints ?? []) {
      const device = this.store.device(run.uuid);
      if (device) count(nameOf(device));
    }
  }

  tick() {
    for (const device of this.store.devices) {
      if (device.recover_at !== null) this.printers.get(device.uuid)?.tellRecovery(device);
    }
  }

  settle() {
    for (const printer of this.printers.values()) printer.roll.settle();
  }

  /** Show the paper of a task; returns whether it is there. */
  find(task) {
    const printer = this.printers.get(task.uuid);
    if (!printer) return false;
    bring(printer.node);
    return printer.roll.find(task.task_id);
  }
}

function bring(node) {
  node.scrollIntoView({ inline: "center", block: "nearest", behavior: calm.matches ? "auto" : "smooth" });
}

function chip(uuid) {
  const button = copyOf("t-chip");
  button.addEventListener("click", () => {
    const node = document.getElementById(`printer-${uuid}`);
    bring(node);
    one(".roll", node).focus({ preventScroll: true });
  });
  return button;
}

function fillChip(button, device) {
  one(".lamp", button).dataset.state = device.condition;
  put(one(".chip-name", button), nameOf(device));
  tell(one(".chip-state", button), `condition.${device.condition}`);
}
