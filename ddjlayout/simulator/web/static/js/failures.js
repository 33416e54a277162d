// What went wrong with something that the page asked for, as its user can understand and mend it.

import { language, say } from "./i18n.js";

/** The admin API's words, which name its own fields, and the strings that stand for them. */
const KNOWN = [
  [/^last: the roll is (?<rows>\d+) rows long, at most (?<most>\d+)/, "wrong.roll"],
  [/^there are (?<most>\d+) snapshots/, "wrong.snapshots"],
  [/^the task has ended/, "wrong.ended"],
  [/^(?:set|advance): /, "wrong.clock"],
  [/^recover_after: /, "wrong.recover"],
  [/^device/, "wrong.device"],
  [/^fault: probability/, "wrong.chance"],
  [/^fault\.(?:skip|times): /, "wrong.times"],
  [/^fault: there is no /, "wrong.fault"],
  [/^seed: /, "wrong.seed"],
  [/^(?:settings: )?(?<name>'.*') is no host/s, "wrong.host"],
  [/^settings\.\w+: (?<value>'.*') is not a value/s, "wrong.setting"],
  [/^settings: \w+ must not be negative/, "wrong.negative"],
  [/^account(?:\.calls_per_minute)?: .*(?:value of type|negative)/s, "wrong.calls"],
  [/^account: app_id and app_secret/, "wrong.account"],
  [/^account: callback_url/, "wrong.callback"],
  [/^there is (?<name>'.*') already/s, "wrong.known"],
];

/** Return a failure as `text`, and whether it is `foreign`: English words on a page in Chinese. */
export function failure({ status, message }) {
  if (status === 404) return { text: say("wrong.gone"), foreign: false };
  if (status >= 500) return { text: say("wrong.broken", { status: String(status) }), foreign: false };
  for (const [pattern, key] of KNOWN) {
    const match = pattern.exec(message);
    if (match) return { text: say(key, valuesOf(match.groups ?? {})), foreign: false };
  }
  return { text: message, foreign: language().startsWith("zh") };
}

/** Numbers as numbers, so that they are set as the language has them. */
function valuesOf(groups) {
  const pairs = Object.entries(groups);
  return Object.fromEntries(pairs.map(([name, text]) => [name, /^\d+$/.test(text) ? Number(text) : text]));
}
