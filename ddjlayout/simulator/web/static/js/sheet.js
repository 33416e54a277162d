// One run of a print head as a piece of paper: an item of the roll's list, fetched and painted when
// it comes into sight.

import { copyOf, one } from "./dom.js";
import { STRIP, paint } from "./dots.js";
import { label, timeOf } from "./i18n.js";

const DOTS_A_MM = 8;
export const millimetres = (rows) => Math.round((rows / DOTS_A_MM) * 10) / 10;

export class Sheet {
  /** `sight` is the observer that tells what comes into sight and goes out of it. */
  constructor(taskId, { sight, papers }) {
    Object.assign(this, { taskId, sight, papers });
    this.node = copyOf("t-run");
    this.node.sheet = this;
    this.node.dataset.task = String(taskId);
    this.image = one(".dots", this.node);
    this.marker = one(".marker", this.node);
    this.paper = null;
    this.rows = 0;
    this.strips = [];
    this.coming = null;
    sight.observe(this.node);
  }

  /** Show the first `rows` rows of the paper. */
  reveal(rows) {
    if (rows === this.rows && this.node.style.height) return;
    this.rows = rows;
    this.node.style.setProperty("--rows", String(rows));
  }

  /** Fetch the paper, once. */
  load() {
    this.sight.unobserve(this.node);
    this.coming ??= Promise.resolve(this.papers.get(this.taskId)).then(
      (paper) => this.take(paper),
      () => (this.coming = null), // the line is lost: another time
    );
    return this.coming;
  }

  /** Take the paper; null: the simulator has it no more. */
  take(paper) {
    this.node.classList.toggle("gone", !paper);
    if (!paper) return;
    this.paper = paper;
    for (let from = 0; from < paper.height; from += STRIP) {
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = 0;
      const count = Math.min(STRIP, paper.height - from);
      canvas.style.setProperty("--from", String(from));
      canvas.style.setProperty("--count", String(count));
      this.strips.push(canvas);
      canvas.strip = { sheet: this, from, count };
      this.image.append(canvas);
      this.sight.observe(canvas);
    }
  }

  /** Say what this run is, once it is over. */
  describe(run) {
    this.run = run;
    this.node.classList.toggle("partial", !run.complete);
    this.node.dataset.run = String(run.number);
    this.node.dataset.rows = String(run.rows);
    const key = run.complete ? "run.whole" : "run.piece";
    const values = { task: String(run.task_id), mm: millimetres(run.rows), at: timeOf(run.at) };
    label(this.image, key, values);
    this.marker.dataset.sayTitle = key;
    label(this.marker, "run.open", values);
  }

  drop() {
    for (const seen of [this.node, ...this.strips]) this.sight.unobserve(seen);
    this.node.remove();
  }
}

/** Return an observer that fetches papers and paints strips near the window of a roll, and empties
 * the strips far away. */
export function sightOf(root) {
  const look = (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (target.sheet) {
        if (isIntersecting) target.sheet.load();
        continue;
      }
      const { sheet, from, count } = target.strip;
      if (isIntersecting && target.height === 0) paint(target, sheet.paper, from, count);
      else if (!isIntersecting && target.height) target.width = target.height = 0;
    }
  };
  return new IntersectionObserver(look, { root, rootMargin: "800px 0px" });
}
