// How large a dot is: always a whole number of the screen's own pixels, so that it stays crisp.

import { one, put } from "./dom.js";
import { keep, recall } from "./prefs.js";

export const PAPER = 464; // dots across 58 mm of paper
export const PRINT = 384; // dots across the 48 mm that are printed
const LARGEST = 4; // CSS pixels of a dot

let chosen = Number(recall("zoom", "0")) || 0; // CSS pixels of a dot; 0: as fits

const ratio = () => window.devicePixelRatio || 1;

/** Device pixels of a dot for some room in CSS pixels. */
function steps(room) {
  const wish = chosen || 1;
  const wanted = Math.max(1, Math.round(wish * ratio()));
  const fitting = Math.max(1, Math.floor((room * ratio()) / PAPER));
  return chosen ? wanted : Math.min(wanted, fitting);
}

function apply(stage) {
  const room = stage.clientWidth - 2 * gutter() - beside(stage);
  const dot = steps(room) / ratio();
  const side = Math.max(8, Math.min((PAPER - PRINT) / 2, Math.floor((room / dot - PRINT) / 2)));
  const root = document.documentElement;
  root.style.setProperty("--dot", `${dot}px`);
  root.style.setProperty("--side", String(side));
  const percent = new Intl.NumberFormat(root.lang, { style: "percent" }).format(dot);
  put(one("#zoom-now"), percent);
  one("#zoom-out").disabled = dot * ratio() <= 1;
  one("#zoom-in").disabled = dot >= LARGEST;
  document.dispatchEvent(new CustomEvent("ddj-scale"));
}

/** What the switches take of the width, where they are beside the paper. */
const beside = (stage) => parseFloat(getComputedStyle(stage).getPropertyValue("--beside")) || 0;

const gutter = () => (window.matchMedia("(max-width: 899px)").matches ? 18 : 30);

export function startScale(stage) {
  const refresh = () => apply(stage);
  const step = (by) => {
    const now = Math.round(parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--dot")) * ratio());
    chosen = Math.min(LARGEST, Math.max(1, now + by) / ratio());
    keep("zoom", chosen);
    refresh();
  };
  one("#zoom-out").addEventListener("click", () => step(-1));
  one("#zoom-in").addEventListener("click", () => step(1));
  one("#zoom-now").addEventListener("click", () => {
    chosen = 0;
    keep("zoom", 0);
    refresh();
  });
  new ResizeObserver(refresh).observe(stage);
  const watch = () => {
    const query = window.matchMedia(`(resolution: ${ratio()}dppx)`);
    query.addEventListener("change", () => (refresh(), watch()), { once: true });
  };
  watch();
  refresh();
}
