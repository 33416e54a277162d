// The panel of settings: what nobody published about the platform, accounts, snapshots, reset.

import { Accounts } from "./accounts.js";
import { get, part, patch, post, put as putTo, remove } from "./api.js";
import { all, copyOf, fillField, keyed, make, one, put } from "./dom.js";
import { has, tell } from "./i18n.js";
import { attempt, note } from "./notes.js";

export class Settings {
  constructor(store) {
    this.store = store;
    this.panel = one("#panel-settings");
    this.list = one(".settings", this.panel);
    store.on(["settings"], () => this.fillSettings());
    store.on(["snapshots"], () => this.fillSnapshots());
    new Accounts(store, this.panel);
    const form = one(".snapshot-form", this.panel);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const name = form.elements.name.value.trim();
      if (!name) return;
      attempt(async () => {
        await putTo(`snapshots/${part(name)}`);
        form.reset();
        note("note.snapshot", { name });
      });
    });
    this.listenToReset();
  }

  listenToReset() {
    const dialog = one("#confirm");
    one(".reset", this.panel).addEventListener("click", () => dialog.showModal());
    one(".no", dialog).addEventListener("click", () => dialog.close());
    one(".yes", dialog).addEventListener("click", async () => {
      dialog.close();
      if (await attempt(() => post("reset"))) note("note.reset");
    });
  }

  /** Build the fields from the description of the admin API. */
  async load() {
    const description = await get("openapi.json");
    const body = description.paths["/settings"].patch.requestBody;
    const { properties } = body.content["application/json"].schema;
    this.list.replaceChildren(...Object.entries(properties).map(([name, kind]) => this.field(name, kind)));
    this.fillSettings();
  }

  field(name, kind) {
    const node = copyOf("t-setting");
    const input = inputFor(kind);
    input.name = name;
    input.id = `setting-${name}`;
    const title = one("label", node);
    title.htmlFor = input.id;
    if (has(`setting.${name}`)) tell(one(".title", node), `setting.${name}`);
    else put(one(".title", node), name);
    put(one("code", node), name);
    node.append(input);
    input.addEventListener("change", async () => {
      const value = READ[kind.type ?? "enum"](input.value);
      const worked = await attempt(() => patch("settings", { [name]: value }));
      if (worked) note("note.saved");
      else input.value = shown(this.store.settings[name]);
    });
    return node;
  }

  fillSettings() {
    for (const input of all("[name]", this.list)) {
      fillField(input, shown(this.store.settings[input.name]));
    }
  }

  fillSnapshots() {
    const rows = this.store.snapshots.map((name) => ({ name }));
    keyed(one(".snapshots", this.panel), rows, {
      keyOf: ({ name }) => name,
      build: ({ name }) => {
        const node = copyOf("t-snapshot");
        put(one(".name", node), name);
        one(".restore", node).addEventListener("click", () =>
          attempt(() => post(`snapshots/${part(name)}/restore`)),
        );
        one(".forget", node).addEventListener("click", async () => {
          await attempt(() => remove(`snapshots/${part(name)}`));
          one(".snapshots-title", this.panel).focus();
        });
        return node;
      },
      fill: () => {},
    });
  }
}

/** From what a field holds to what the admin API takes, by the type of the value. */
const READ = {
  enum: String,
  string: String,
  integer: Number,
  number: Number,
  array: (text) => text.split(/[\s,]+/).filter(Boolean),
};

const shown = (value) => (Array.isArray(value) ? value.join(" ") : value);

function inputFor({ enum: names, type }) {
  if (names) return choice(names);
  if (type === "array" || type === "string") return make("input", { spellcheck: false });
  return make("input", { type: "number", min: 0, step: type === "integer" ? "1" : "any" });
}

function choice(names) {
  const select = make("select");
  for (const name of names) {
    const option = make("option", { value: name });
    if (has(`policy.${name}`)) tell(option, `policy.${name}`);
    else put(option, name);
    select.append(option);
  }
  return select;
}
