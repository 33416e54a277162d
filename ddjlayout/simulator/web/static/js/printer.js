// One printer of the bench: its paper, its casing with the lamp, and its switches.

import { download, part, patch, text } from "./api.js";
import { copy } from "./copying.js";
import { all, copyOf, fillField, numberIn, one, put } from "./dom.js";
import { label, tell } from "./i18n.js";
import { announce, attempt } from "./notes.js";
import { Roll } from "./roll.js";
import { rest, roving } from "./roving.js";
import { shortUuid } from "./store.js";

const SPEEDS = [0, 80, 200, 400, 560, 800]; // rows a second
const ROWS_A_METRE = 8000;

export class Printer {
  constructor(device, { store, papers }) {
    this.uuid = device.uuid;
    this.store = store;
    this.node = copyOf("t-printer");
    this.form = one(".knobs", this.node);
    this.states = one(".states", this.node);
    this.node.id = `printer-${device.uuid}`;
    const name = one(".name", this.node);
    name.id = `name-${device.uuid}`;
    this.node.setAttribute("aria-labelledby", name.id);
    this.roll = new Roll(this.node, { uuid: device.uuid, store, papers });
    this.listen();
    this.fill(device);
  }

  listen() {
    roving(this.states);
    for (const button of all("button", this.states)) {
      button.addEventListener("click", () => this.change(this.stateChange(button.dataset.state)));
    }
    const { speed, paper, rejects } = this.form.elements;
    speed.addEventListener("change", () => this.change({ speed: Number(speed.value) }));
    rejects.addEventListener("change", () =>
      this.change({ user: rejects.checked ? "rejects" : "accepts" }),
    );
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      const metres = numberIn(paper);
      this.change({ paper: metres === undefined ? null : Math.round(metres * ROWS_A_METRE) });
    });
    one(".tear", this.node).addEventListener("click", () => {
      this.roll.tear();
      announce("note.torn");
      one(".roll", this.node).focus({ preventScroll: true });
    });
    one(".save", this.node).addEventListener("click", () => attempt(() => this.save()));
    one(".sample", this.node).addEventListener("click", () =>
      attempt(async () => copy(await text(`devices/${part(this.uuid)}/curl`))),
    );
    this.node.addEventListener("click", (event) => {
      const marker = event.target.closest(".marker");
      if (!marker) return;
      const task = Number(marker.closest(".run").dataset.task);
      document.dispatchEvent(new CustomEvent("ddj-open", { detail: { task } }));
    });
  }

  stateChange(state) {
    const after = numberIn(this.form.elements.recover);
    const passes = state !== "normal" && after !== undefined;
    return passes ? { state, recover_after: after } : { state };
  }

  change(values) {
    return attempt(() => patch(`devices/${part(this.uuid)}`, values));
  }

  save() {
    const since = this.roll.runs()[0]?.number ?? 0;
    const name = `${this.store.device(this.uuid).model}-${this.uuid}.png`.toLowerCase();
    return download(`devices/${part(this.uuid)}/roll.png?since=${since}&last=1000`, name);
  }

  fill(device) {
    put(one(".model", this.node), device.model);
    put(one(".uuid", this.node), device.uuid);
    const lamp = one(".lamp", this.node);
    lamp.dataset.state = device.condition;
    tell(one(".condition", this.node), `condition.${device.condition}`);
    const jobs = one(".jobs", this.node);
    jobs.hidden = device.waiting === 0;
    tell(jobs, "printer.waiting", { n: device.waiting });
    label(one(".roll", this.node), "roll.label", { name: nameOf(device) });
    for (const button of all("button", this.states)) {
      const pressed = button.dataset.state === device.state;
      button.setAttribute("aria-pressed", String(pressed));
      if (pressed && !this.states.contains(document.activeElement)) rest(this.states, button);
    }
    this.fillKnobs(device);
  }

  fillKnobs(device) {
    const { speed, paper, rejects } = this.form.elements;
    const speeds = SPEEDS.includes(device.speed) ? SPEEDS : [...SPEEDS, device.speed];
    if (speed.options.length !== speeds.length) {
      speed.replaceChildren(...speeds.map(() => document.createElement("option")));
    }
    speeds.forEach((rows, at) => {
      speed.options[at].value = String(rows);
      if (rows) tell(speed.options[at], "speed.some", { mm: rows / 8 });
      else tell(speed.options[at], "speed.at_once");
    });
    fillField(speed, device.speed);
    fillField(paper, device.paper === null ? "" : (device.paper / ROWS_A_METRE).toFixed(3));
    fillField(rejects, device.user === "rejects");
    this.tellRecovery(device);
  }

  /** Say when the printer is normal again by itself. */
  tellRecovery(device) {
    const line = one(".recovery", this.node);
    const left = device.recover_at === null ? 0 : Math.ceil(device.recover_at - this.store.now());
    line.hidden = left <= 0;
    if (left > 0) tell(line, "printer.recovers", { n: left });
  }
}

export const nameOf = (device) => `${device.model} ${shortUuid(device.uuid)}`;
