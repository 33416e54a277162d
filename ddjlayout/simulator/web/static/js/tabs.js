// The tabs of the panel. On a narrow screen the bench is one of them.

import { all, one } from "./dom.js";
import { keep, recall } from "./prefs.js";
import { rest, roving } from "./roving.js";

const narrow = window.matchMedia("(max-width: 899px)");

export class Tabs {
  constructor() {
    this.row = one("[role=tablist]");
    this.tabs = all("[role=tab]", this.row);
    this.chosen = recall("tab", "printers");
    for (const tab of this.tabs) tab.addEventListener("click", () => this.select(tab.dataset.tab));
    roving(this.row, (tab) => this.select(tab.dataset.tab));
    narrow.addEventListener("change", () => this.show());
    this.show();
  }

  select(name) {
    this.chosen = name;
    keep("tab", name);
    this.show();
  }

  show() {
    const known = this.tabs.some((tab) => tab.dataset.tab === this.chosen);
    let name = known ? this.chosen : "printers";
    if (name === "printers" && !narrow.matches) name = "tasks";
    document.documentElement.dataset.view = name;
    for (const tab of this.tabs) {
      const selected = tab.dataset.tab === name;
      tab.setAttribute("aria-selected", String(selected));
      if (selected) rest(this.row, tab);
      const panel = document.getElementById(tab.getAttribute("aria-controls"));
      if (panel.id === "bench") fitBench(panel, selected);
      else panel.hidden = !selected;
    }
  }
}

/** On a wide screen the bench is no panel of a tab: it is always there. */
function fitBench(bench, selected) {
  bench.hidden = narrow.matches && !selected;
  bench.setAttribute("aria-labelledby", narrow.matches ? "tab-printers" : "bench-title");
  if (narrow.matches) bench.setAttribute("role", "tabpanel");
  else bench.removeAttribute("role");
}
