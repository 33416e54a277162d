// The simulator's clock: in the header, and in a panel of its own with all that can be done to it.

import { post } from "./api.js";
import { all, one } from "./dom.js";
import { onLanguage, showTime, tell } from "./i18n.js";
import { attempt } from "./notes.js";

const UNITS = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];

export class Time {
  constructor(store) {
    this.store = store;
    this.panel = one("#panel-clock");
    store.on(["clock"], () => this.fill());
    onLanguage(() => this.fill());
    for (const button of all("[data-advance]", this.panel)) {
      button.addEventListener("click", () => this.change({ advance: Number(button.dataset.advance) }));
    }
    one(".freeze", this.panel).addEventListener("click", () =>
      this.change({ freeze: !this.store.clock.frozen }),
    );
    one(".real", this.panel).addEventListener("click", () =>
      this.change({ set: Date.now() / 1000, freeze: false }),
    );
    this.listenTo(".advance-form", ({ seconds }) => ({ advance: Number(seconds.value) }));
    this.listenTo(".set-form", ({ at }) => ({ set: new Date(at.value).getTime() / 1000 }));
    setInterval(() => this.tick(), 250);
  }

  listenTo(selector, valuesOf) {
    const form = one(selector, this.panel);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.change(valuesOf(form.elements));
    });
  }

  change(values) {
    return attempt(() => post("clock", values));
  }

  fill() {
    const { frozen } = this.store.clock;
    const freeze = one(".freeze", this.panel);
    freeze.setAttribute("aria-pressed", String(frozen));
    document.documentElement.classList.toggle("frozen", frozen);
    this.tick();
  }

  tick() {
    if (!this.store.told.at) return;
    const now = this.store.now();
    showTime(one("#clock-time"), now);
    showTime(one(".big-time", this.panel), now);
    showTime(one(".big-date", this.panel), now, "date");
    const ahead = this.store.clock.frozen ? now - Date.now() / 1000 : this.store.clock.offset;
    const place = one("#clock-offset");
    const moved = Math.abs(ahead) >= 1;
    place.hidden = !moved && !this.store.clock.frozen;
    if (this.store.clock.frozen) tell(place, "clock.frozen");
    else if (moved) tell(place, ...phrase(ahead));
    const line = one(".offset-line", this.panel);
    if (this.store.clock.frozen) tell(line, "clock.frozen.long");
    else if (moved) tell(line, ...phrase(ahead, ".long"));
    else tell(line, "clock.real.long");
  }
}

/** How far the clock is from the real one, in the largest unit that fits. */
function phrase(seconds, suffix = "") {
  const size = Math.abs(seconds);
  const [unit, length] = UNITS.find(([, one]) => size >= one) ?? UNITS.at(-1);
  const n = Math.round(size / length);
  return [`clock.${seconds < 0 ? "behind" : "ahead"}.${unit}${suffix}`, { n }];
}
