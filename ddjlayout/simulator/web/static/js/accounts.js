// The accounts in the panel of settings: what can be set of each, and a form for a new one.

import { part, patch, post } from "./api.js";
import { copyOf, fillField, keyed, numberIn, one, put } from "./dom.js";
import { attempt, note } from "./notes.js";

export class Accounts {
  constructor(store, panel) {
    this.store = store;
    this.list = one(".accounts", panel);
    this.form = one(".account-form", panel);
    store.on(["accounts"], () => this.fill());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.add();
    });
  }

  add() {
    const { app_id: id, app_secret: secret, calls_per_minute: calls, callback_url: url } = this.form.elements;
    const account = { app_id: id.value, app_secret: secret.value, callback_url: url.value.trim() };
    return attempt(async () => {
      await post("accounts", { ...account, calls_per_minute: numberIn(calls) ?? null });
      this.form.reset();
      note("note.account", { name: account.app_id });
    });
  }

  fill() {
    keyed(this.list, this.store.accounts, {
      keyOf: (account) => account.app_id,
      build: ({ app_id: id }) => this.build(id),
      fill: fillRow,
    });
  }

  build(id) {
    const node = copyOf("t-account");
    put(one(".name", node), id);
    const { status, calls_per_minute: calls, callback_url: url } = one("form", node).elements;
    one("form", node).addEventListener("submit", (event) => event.preventDefault());
    status.addEventListener("change", () => this.change(id, { status: status.value }));
    calls.addEventListener("change", () => this.change(id, { calls_per_minute: numberIn(calls) ?? null }));
    url.addEventListener("change", () => this.change(id, { callback_url: url.value.trim() }));
    return node;
  }

  async change(id, values) {
    if (await attempt(() => patch(`accounts/${part(id)}`, values))) note("note.saved");
    else this.fill();
  }
}

function fillRow(node, account) {
  const fields = one("form", node).elements;
  for (const name of ["status", "calls_per_minute", "callback_url"]) fillField(fields[name], account[name]);
}
