// Dots: papers as they come from the simulator, and canvases that show them one to one.

import { ApiError, bytes } from "./api.js";

export const STRIP = 512; // rows of one canvas
const INK = 0xff241f1e; // thermal black, as the bytes of a pixel: ABGR
const ROOM = 32 << 20; // bytes of papers that are kept

/** Take a binary PBM apart: its size, and its rows packed, 1 is black. */
export function readPbm(file) {
  const end = file.indexOf(10, 3);
  const head = new TextDecoder().decode(file.subarray(0, end));
  const match = /^P4\n(\d+) (\d+)$/.exec(head);
  if (!match) throw new Error("not a paper");
  return { width: Number(match[1]), height: Number(match[2]), rows: file.subarray(end + 1) };
}

/** Papers by their task, fetched once and kept while there is room. */
export class Papers {
  constructor() {
    this.clear();
  }

  clear() {
    this.kept = new Map();
    this.used = 0;
  }

  /** Return the paper of a task, or null if the simulator has it no more. */
  get(taskId) {
    const found = this.kept.get(taskId);
    if (found) {
      this.kept.delete(taskId);
      this.kept.set(taskId, found);
      return found.paper;
    }
    const entry = { paper: this.fetch(taskId), size: 0 };
    this.kept.set(taskId, entry);
    entry.paper.then(
      (paper) => this.keep(entry, paper),
      () => this.kept.delete(taskId),
    );
    return entry.paper;
  }

  async fetch(taskId) {
    try {
      return readPbm(await bytes(`tasks/${taskId}/paper.pbm`));
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return null;
      throw error;
    }
  }

  keep(entry, paper) {
    entry.size = paper ? paper.rows.length : 0;
    this.used += entry.size;
    for (const [key, old] of this.kept) {
      if (this.used <= ROOM || old === entry) return;
      this.kept.delete(key);
      this.used -= old.size;
    }
  }
}

/** Paint some rows of a paper, from row `from` on, each dot one pixel, white as nothing. */
export function paint(canvas, paper, from, count) {
  const stride = paper.width >> 3;
  canvas.width = paper.width;
  canvas.height = count;
  const context = canvas.getContext("2d");
  const image = context.createImageData(paper.width, count);
  const pixels = new Uint32Array(image.data.buffer);
  const start = from * stride;
  for (let at = 0; at < count * stride; at++) {
    const byte = paper.rows[start + at];
    if (byte === 0) continue;
    for (let bit = 0; bit < 8; bit++) {
      if (byte & (0x80 >> bit)) pixels[at * 8 + bit] = INK;
    }
  }
  context.putImageData(image, 0, 0);
}
