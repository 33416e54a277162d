// The page in two languages: elements remember what they say, and say it again in the other one.
//
// data-say, data-say-label, data-say-title and data-say-hint name a string for the text, the
// aria-label, the title and the placeholder; data-args holds its values; data-time is Unix time;
// data-report is a text of the simulator's, which is translated as far as it is known.

import { keep } from "./prefs.js";
import { reported } from "./reports.js";
import { EN } from "./strings-en.js";
import { ZH } from "./strings-zh.js";

const SPOKEN = "[data-say],[data-say-label],[data-say-title],[data-say-hint],[data-time],[data-report]";
const listeners = new Set();

export const language = () => document.documentElement.lang;
const strings = () => (language().startsWith("zh") ? ZH : EN);

export function has(key) {
  return Object.hasOwn(EN, key);
}

export function say(key, values = {}) {
  const found = strings()[key];
  if (found === undefined) throw new Error(`no string ${key}`);
  const text = typeof found === "string" ? found : plural(found, values.n);
  return text.replace(/\{(\w+)\}/g, (_, name) => shown(values[name]));
}

function plural(forms, count) {
  return forms[new Intl.PluralRules(language()).select(count)] ?? forms.other;
}

function shown(value) {
  return typeof value === "number" ? new Intl.NumberFormat(language()).format(value) : `${value}`;
}

const CLOCK = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" };
const DATE = { year: "numeric", month: "2-digit", day: "2-digit" };

/** A time in words; a dash for one that no calendar has, as that of a clock moved too far. */
export function timeOf(seconds, style = "clock") {
  if (!isTime(seconds)) return "—";
  const options = style === "full" ? { ...DATE, ...CLOCK } : style === "date" ? DATE : CLOCK;
  return new Intl.DateTimeFormat(language(), options).format(new Date(seconds * 1000));
}

const isTime = (seconds) =>
  Number.isFinite(seconds) && Number.isFinite(new Date(seconds * 1000).getTime());

/** Let an element say a string, now and after each change of the language. */
export function tell(element, key, values) {
  element.dataset.say = key;
  if (values) element.dataset.args = JSON.stringify(values);
  else delete element.dataset.args;
  speak(element);
}

/** The same for an aria-label and, to those who see, a title. */
export function label(element, key, values) {
  element.dataset.sayLabel = key;
  if (values) element.dataset.args = JSON.stringify(values);
  speak(element);
}

/** Let an element say what the simulator reports. */
export function report(element, text) {
  element.dataset.report = text;
  speak(element);
}

/** Let a time element show Unix time. */
export function showTime(element, seconds, style = "clock") {
  element.dataset.time = String(seconds);
  element.dataset.style = style;
  element.dateTime = isTime(seconds) ? new Date(seconds * 1000).toISOString() : "";
  speak(element);
}

function speak(element) {
  const data = element.dataset;
  const values = data.args ? JSON.parse(data.args) : {};
  if (data.time !== undefined) put(element, timeOf(Number(data.time), data.style));
  if (data.report !== undefined) speakReport(element, data.report);
  if (data.say) put(element, say(data.say, values));
  if (data.sayLabel) element.setAttribute("aria-label", say(data.sayLabel, values));
  if (data.sayTitle) element.title = say(data.sayTitle, values);
  if (data.sayHint) element.placeholder = say(data.sayHint, values);
}

function speakReport(element, words) {
  const { text, foreign } = reported(words, language().startsWith("zh"));
  put(element, text);
  element.lang = foreign ? "en" : language();
}

function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Say everything below an element in the language of the page. */
export function translate(root) {
  if (root.matches?.(SPOKEN)) speak(root);
  for (const element of root.querySelectorAll(SPOKEN)) speak(element);
}

export function onLanguage(listener) {
  listeners.add(listener);
}

export function startLanguage(select) {
  select.value = language();
  translate(document);
  select.addEventListener("change", () => {
    keep("language", select.value);
    document.documentElement.lang = select.value;
    translate(document);
    for (const listener of listeners) listener();
  });
}
