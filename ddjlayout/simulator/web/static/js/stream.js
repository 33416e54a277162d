// Server-sent events over fetch, because an EventSource cannot send the token in a header.

import { ApiError, ask } from "./api.js";
import { readFrame } from "./frames.js";

const SILENCE = 40_000; // the server speaks every 15 seconds
const PATIENCE = [300, 1000, 2000, 5000];

/** Yield the data of each event as the lines come. */
async function* events(body, heard) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  let data = [];
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    heard();
    const lines = (rest + value).split("\n");
    rest = lines.pop();
    for (const line of lines) {
      if (line.startsWith("data:")) data.push(line.slice(5).trimStart());
      else if (line === "" && data.length) {
        yield data.join("\n");
        data = [];
      }
    }
  }
}

export class Stream {
  /** `onFrame` gets each frame, `onState` "open", "unread", "lost" or "denied". */
  constructor(onFrame, onState) {
    this.onFrame = onFrame;
    this.onState = onState;
    this.turn = 0;
    this.ended = false;
  }

  /** Let go of the line. */
  end() {
    this.turn++;
    this.ended = true;
    this.stop?.abort();
  }

  /** Connect, or connect anew, and stay connected until the token is refused. */
  async start() {
    this.end();
    this.ended = false;
    const turn = this.turn;
    for (let tries = 0; turn === this.turn; tries++) {
      try {
        await this.listen(turn, () => (tries = 0));
      } catch (error) {
        if (turn !== this.turn) return;
        if (error instanceof ApiError && error.status === 401) {
          this.onState("denied");
          return;
        }
      }
      if (turn !== this.turn) return;
      this.onState("lost");
      await new Promise((go) => setTimeout(go, PATIENCE[Math.min(tries, PATIENCE.length - 1)]));
    }
  }

  async listen(turn, connected) {
    const stop = (this.stop = new AbortController());
    let watch = 0;
    const heard = () => {
      clearTimeout(watch);
      watch = setTimeout(() => stop.abort(), SILENCE);
    };
    heard();
    try {
      const response = await ask("GET", "events", { signal: stop.signal });
      connected();
      this.onState("open");
      for await (const data of events(response.body, heard)) {
        if (turn !== this.turn) return;
        this.take(data);
      }
    } finally {
      clearTimeout(watch);
    }
  }

  /** Take one frame. What cannot be read or shown of it is a problem, but not the end. */
  take(data) {
    const { frame, whole } = readFrame(data);
    let shown = whole;
    try {
      if (frame) this.onFrame(frame);
    } catch (error) {
      shown = false;
      console.info(error);
    }
    // what is missing now stays missing until a frame brings everything
    if (!shown) this.onState("unread");
    else if (frame.fresh) this.onState("open");
  }
}
