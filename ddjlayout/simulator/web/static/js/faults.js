// The panel of faults: the rules in force, and a form that knows which effects each point has.

import { get, part, post, remove } from "./api.js";
import { all, copyOf, keyed, make, numberIn, one, put } from "./dom.js";
import { has, onLanguage, say, tell } from "./i18n.js";
import { attempt, note } from "./notes.js";
import { fillPrinters } from "./tasks.js";

const READY = {
  lost: { point: "after_commit", effect: "reset", times: 1 },
  half: { point: "mid_reply", effect: "close", times: 1 },
  server: { point: "after_read", effect: "status_500", times: 1 },
  slow: { point: "after_read", effect: "delay", seconds: 3 },
};

export class Faults {
  constructor(store) {
    this.store = store;
    this.panel = one("#panel-faults");
    this.form = one(".fault-form", this.panel);
    this.effects = {};
    store.on(["faults"], () => this.fill());
    store.on(["devices"], () => fillPrinters(this.form.elements.uuid, store.devices));
    this.form.addEventListener("change", () => this.fit());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.add(this.values());
    });
    for (const button of all("[data-ready]", this.panel)) {
      button.addEventListener("click", () => this.add(READY[button.dataset.ready]));
    }
    const clearing = one(".clear-form", this.panel);
    clearing.addEventListener("submit", (event) => {
      event.preventDefault();
      const seed = numberIn(clearing.elements.seed);
      attempt(() => post("faults/clear", seed === undefined ? {} : { seed }));
    });
    onLanguage(() => this.fill());
  }

  /** Ask once which effects there are. */
  async load() {
    this.effects = await get("faults/effects");
    const { point } = this.form.elements;
    const chosen = point.value;
    point.replaceChildren(...[...Object.keys(this.effects), "any"].map((name) => option("point", name)));
    point.value = chosen || "after_commit";
    this.fit();
  }

  /** Offer what fits the point and the effect that are chosen. */
  fit() {
    const { point, effect, uuid, call } = this.form.elements;
    const names = [...(this.effects[point.value] ?? anyEffects(this.effects)), "any"];
    const chosen = effect.value;
    const same = names.join() === [...effect.options].map((one) => one.value).join();
    if (!same) {
      effect.replaceChildren(...names.map((name) => option("effect", name)));
      effect.value = names.includes(chosen) ? chosen : names[0];
    }
    const show = (name, shown) => (one(`[data-for=${name}]`, this.form).hidden = !shown);
    show("seconds", ["delay", "any"].includes(effect.value));
    show("code", ["code", "any"].includes(effect.value));
    uuid.disabled = ["before_read", "any"].includes(point.value);
    call.disabled = point.value === "callback";
    tell(one(".point-help", this.form), `point.${point.value}.help`);
    tell(one(".effect-help", this.form), `effect.${effect.value}.help`);
  }

  values() {
    const fields = this.form.elements;
    const given = { effect: fields.effect.value, point: fields.point.value };
    for (const name of ["call", "uuid", "app_id"]) {
      if (!fields[name].disabled && fields[name].value) given[name] = fields[name].value;
    }
    for (const name of ["skip", "times", "seconds", "code"]) {
      const number = numberIn(fields[name]);
      if (number !== undefined && !fields[name].closest("[hidden]")) given[name] = number;
    }
    const percent = numberIn(fields.probability);
    if (percent !== undefined) given.probability = percent / 100;
    return given;
  }

  add(rule) {
    return attempt(async () => {
      const { number } = await post("faults", rule);
      note("note.fault_added", { number: String(number) });
    });
  }

  fill() {
    keyed(one(".rules", this.panel), this.store.faults, {
      keyOf: (rule) => rule.number,
      build: ({ number }) => {
        const node = copyOf("t-rule");
        one(".remove", node).addEventListener("click", async () => {
          await attempt(() => remove(`faults/${part(number)}`));
          one(".rules-title", this.panel).focus();
        });
        return node;
      },
      fill: fillRule,
    });
    one(".none", this.panel).hidden = this.store.faults.length > 0;
    const badge = one("#faults-count");
    badge.hidden = this.store.faults.length === 0;
    put(badge, String(this.store.faults.length));
  }
}

function fillRule(node, rule) {
  put(one(".number", node), String(rule.number));
  tell(one(".effect", node), `effect.${rule.effect}`);
  tell(one(".point", node), `point.${rule.point}`);
  put(one(".limits", node), limitsOf(rule).join(" · "));
  tell(one(".struck", node), "rule.struck", { n: rule.struck, matched: rule.matched });
  const used = rule.times !== null && rule.struck >= rule.times;
  node.classList.toggle("used", used);
  one(".spent", node).hidden = !used;
}

function limitsOf(rule) {
  const limits = [];
  if (rule.call) limits.push(rule.call);
  if (rule.uuid) limits.push(rule.uuid);
  if (rule.app_id) limits.push(rule.app_id);
  if (rule.effect === "delay") limits.push(say("rule.seconds", { n: rule.seconds }));
  if (rule.effect === "code") limits.push(String(rule.code));
  if (rule.skip) limits.push(say("rule.skip", { n: rule.skip }));
  if (rule.times !== null) limits.push(say("rule.times", { n: rule.times }));
  if (rule.probability < 1) limits.push(say("rule.chance", { n: rule.probability * 100 }));
  return limits;
}

const anyEffects = (effects) => [
  ...new Set(Object.entries(effects).flatMap(([point, names]) => (point === "callback" ? [] : names))),
];

function option(kind, name) {
  const node = make("option", { value: name });
  const key = `${kind}.${name}`;
  if (has(key)) tell(node, key);
  else put(node, name);
  return node;
}
