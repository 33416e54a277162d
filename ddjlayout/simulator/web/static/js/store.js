// What the page knows of the simulator, put together from the frames of the stream.

const WHOLE = ["url", "clock", "devices", "faults", "accounts", "settings", "counts", "snapshots"];
const MOST_TASKS = 500;
const MOST_ENTRIES = 500;
const MOST_RUNS = 500;

export class Store {
  constructor() {
    this.listeners = [];
    this.clear();
  }

  clear() {
    Object.assign(this, { url: "", devices: [], faults: [], accounts: [], snapshots: [] });
    Object.assign(this, { settings: {}, counts: {}, clock: { frozen: false, offset: 0 } });
    this.tasks = new Map();
    this.runs = new Map();
    this.journal = [];
    this.told = { now: 0, at: 0 };
  }

  /** Call `listener(frame)` after each frame that brings one of these names. */
  on(names, listener) {
    this.listeners.push({ names, listener });
  }

  apply(frame) {
    if (frame.fresh) this.clear();
    for (const name of WHOLE) if (name in frame) this[name] = frame[name];
    this.told = { now: frame.now, at: performance.now() };
    for (const task of frame.tasks ?? []) {
      this.tasks.delete(task.task_id);
      this.tasks.set(task.task_id, task);
    }
    trim(this.tasks, MOST_TASKS);
    for (const run of frame.prints ?? []) this.addRun(run);
    this.journal.push(...(frame.journal ?? []));
    this.journal.splice(0, this.journal.length - MOST_ENTRIES);
    this.tell(frame);
  }

  /** Let every listener hear of a frame, even if another one breaks on it. */
  tell(frame) {
    const errors = [];
    for (const { names, listener } of this.listeners) {
      if (!frame.fresh && !names.some((name) => name in frame)) continue;
      try {
        listener(frame);
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length) throw new AggregateError(errors, "a frame that cannot be shown");
  }

  addRun(run) {
    const runs = this.runs.get(run.uuid) ?? [];
    runs.push(run);
    runs.splice(0, runs.length - MOST_RUNS);
    this.runs.set(run.uuid, runs);
  }

  /** Unix time of the simulator's clock. */
  now() {
    const { frozen, at } = this.clock;
    return frozen ? at : this.told.now + (performance.now() - this.told.at) / 1000;
  }

  device(uuid) {
    return this.devices.find((device) => device.uuid === uuid);
  }

  /** The state of a task as a person would say it: one on a print head is printing. */
  taskState(task) {
    const printing = this.devices.some((device) => device.task_id === task.task_id);
    if (printing) return "printing";
    return task.fetching && task.state === "pending" ? "fetching" : task.state;
  }

  /** The request that made a task, if the page knows it. */
  requestOf(taskId) {
    return this.journal.find((entry) => entry.task_id === taskId && isPrint(entry));
  }
}

export const isPrint = (entry) => /\/print(content2|htmlcontent)$/.test(entry.path);
export const callOf = (entry) => entry.path.split("/").pop();
export const shortUuid = (uuid) => `…${uuid.slice(-4)}`;

function trim(map, most) {
  for (const key of map.keys()) {
    if (map.size <= most) return;
    map.delete(key);
  }
}
