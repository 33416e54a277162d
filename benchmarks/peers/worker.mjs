// One candidate in one warm process: node worker.mjs NAME. Same words as benchmarks/worker.py.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { performance } from 'node:perf_hooks';

const say = (message) => process.stdout.write(JSON.stringify(message) + '\n');
console.log = () => {};  // some peers chat

// The most memory this process has had, bytes; 0 where the system does not tell.
function peak() {
  try {
    return readFileSync('/proc/self/status', 'utf8').match(/VmHWM:\s+(\d+)/)[1] * 1024;
  } catch {
    return 0;
  }
}

let offered;
try {
  offered = await import(`./${process.argv[2]}.mjs`);
} catch (error) {
  say({ missing: error.message.split('\n')[0] });
  process.exit();
}
say({ jobs: Object.keys(offered.jobs), version: offered.version });

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  const seconds = [];
  let made = '';
  for (const order of request.orders) {
    const start = performance.now();
    made = await offered.jobs[request.job](order);
    seconds.push((performance.now() - start) / 1000);
  }
  const bytes = typeof made === 'string' ? Buffer.from(made, 'latin1') : Buffer.from(made);
  const answer = { seconds, bytes: bytes.length, peak: peak() };
  if (request.show) answer.made = bytes.toString('base64');
  say(answer);
}
await offered.close?.();
process.exit();
