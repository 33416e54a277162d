// What the simulator reports, in the language of the page: by pattern, else in the server's English.

import { REPORTS } from "./reports-zh.js";
import { ZH } from "./strings-zh.js";

const PLACE = /^(\w+|\[\d+\]): (.+)$/s;
const FAULT = /^(\w+) at (\w+)(?: \(rule (\d+)\))?$/;
const JOINTS = [
  [" → ", " → "],
  ["; ", "；"],
];

/** Return a report as `text`, and whether that is `foreign` to the page: the server's English. */
export function reported(report, chinese) {
  const { place, words } = partsOf(report);
  const english = place ? `${place}: ${words}` : words;
  if (!chinese) return { text: english, foreign: true };
  const found = inChinese(words);
  if (found === null) return { text: english, foreign: true };
  return { text: place ? `${place === "body" ? "请求体" : place}：${found}` : found, foreign: false };
}

/** "PrintContent: PrintContent is not JSON" names its place twice; once is enough. */
function partsOf(report) {
  const [, place, words] = PLACE.exec(report) ?? [null, "", report];
  return place && words.startsWith(`${place} `) ? { place: "", words } : { place, words };
}

function inChinese(words) {
  const known = byPattern(words) ?? faultInChinese(words);
  if (known !== null) return known;
  for (const [english, chinese] of JOINTS) {
    const parts = words.split(english);
    if (parts.length === 1) continue;
    const found = parts.map(inChinese);
    if (!found.includes(null)) return found.join(chinese);
  }
  return null;
}

function byPattern(words) {
  const [pattern, chinese] = REPORTS.find(([one]) => one.test(words)) ?? [];
  if (!pattern) return null;
  return typeof chinese === "function"
    ? chinese(...pattern.exec(words).slice(1))
    : words.replace(pattern, chinese);
}

function faultInChinese(words) {
  const [, effect, point, rule] = FAULT.exec(words) ?? [];
  const [what, where] = [ZH[`effect.${effect}`], ZH[`point.${point}`]];
  if (!what || !where) return null;
  return `${where}${what}${rule ? `（规则 ${rule}）` : ""}`;
}
