// One request, opened: what came, what was made of it, what was answered, and the call as curl.

import { part, text } from "./api.js";
import { copy } from "./copying.js";
import { copyOf, make, one, put } from "./dom.js";
import { label, language, report, showTime, tell } from "./i18n.js";
import { picture } from "./items.js";
import { attempt } from "./notes.js";
import { callOf } from "./store.js";

const MOST_SHOWN = 20_000; // characters of a body

export class EntryView {
  constructor(node, store, onBack) {
    Object.assign(this, { node, store });
    this.command = "";
    one(".back", node).addEventListener("click", onBack);
    one(".copy-curl", node).addEventListener("click", () => copy(this.command));
    one(".show-task", node).addEventListener("click", () => {
      const detail = { task: this.entry.task_id };
      document.dispatchEvent(new CustomEvent("ddj-open", { detail }));
    });
  }

  async show(entry) {
    this.entry = entry;
    const { node } = this;
    tell(one("h3", node), "entry.title", { number: String(entry.number), call: callOf(entry) });
    showTime(one("time", node), entry.at, "full");
    this.fillAnswer(entry);
    fillList(one(".deviations", node), entry.deviations);
    one(".tolerance", node).hidden = entry.deviations.length === 0;
    fillFacts(one(".fields", node), entry);
    this.fillItems(entry);
    put(one(".raw", node), cut(entry.raw));
    put(one(".reply", node), cut(entry.reply));
    one(".show-task", node).hidden = !this.store.tasks.has(entry.task_id);
    node.hidden = false;
    node.scrollTop = 0;
    one("h3", node).focus();
    await attempt(async () => {
      this.command = await text(`journal/${part(entry.number)}/curl`);
      put(one(".command", node), this.command);
    });
  }

  hide() {
    this.node.hidden = true;
  }

  fillAnswer(entry) {
    const { node } = this;
    const code = one(".code", node);
    code.hidden = entry.code === null;
    code.dataset.tone = entry.code === 200 ? "good" : "bad";
    put(code, String(entry.code));
    this.speak();
    report(one(".reason", node), entry.reason);
    one(".reason", node).hidden = !entry.reason;
    one(".fault-line", node).hidden = !entry.fault && entry.ending === "answered";
    report(one(".fault", node), faultOf(entry));
    const prints = one(".prints", node);
    prints.hidden = entry.task_id === null;
    const key = entry.partial ? "entry.pieces" : "entry.prints";
    tell(prints, key, { n: entry.prints, partial: entry.partial });
  }

  /** Say what the code means, in the platform's own words if they are Chinese. */
  speak() {
    if (!this.entry) return;
    const { message, meaning } = this.entry;
    put(one(".meaning", this.node), language().startsWith("zh") ? message : meaning);
  }

  fillItems(entry) {
    const list = one(".items", this.node);
    list.replaceChildren(...entry.items.map(itemNode));
    one(".item-box", this.node).hidden = entry.items.length === 0;
    tell(one(".item-title", this.node), "entry.items", { n: entry.items.length });
  }
}

/** The fault that struck, and how the exchange ended if that says more. */
function faultOf({ fault, ending }) {
  const known = ending === "answered" || fault.startsWith(ending);
  return known ? fault : [fault, ending].filter(Boolean).join(" → ");
}

function itemNode(item, index) {
  const node = copyOf("t-item");
  tell(one(".kind", node), `item.${item.PrintType}`);
  put(one(".index", node), `[${index}]`);
  const { Alignment, Bold, FontSize } = item;
  put(one(".props", node), `Alignment ${Alignment} · Bold ${Bold} · FontSize ${FontSize}`);
  tell(one(".size", node), "item.bytes", { n: item.bytes });
  const body = one(".body", node);
  if (item.image !== undefined) {
    const image = picture(item.image);
    label(image, "item.picture", { number: index });
    body.append(image);
  } else {
    const shown = make("pre", { className: "item-text" }, item.text);
    shown.dataset.alignment = String(Alignment);
    shown.dataset.bold = String(Bold);
    body.append(shown);
  }
  return node;
}

function fillFacts(list, entry) {
  const facts = { appid: entry.app_id, ...entry.fields, "Content-Type": entry.content_type };
  const pairs = Object.entries(facts).filter(([, value]) => value !== "");
  list.replaceChildren(
    ...pairs.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, String(value))]),
  );
}

function fillList(list, lines) {
  list.replaceChildren(...lines.map(() => make("li")));
  lines.forEach((line, at) => report(list.children[at], line));
}

function cut(body) {
  if (body.length <= MOST_SHOWN) return body;
  return `${body.slice(0, MOST_SHOWN)}\n… +${body.length - MOST_SHOWN}`;
}
