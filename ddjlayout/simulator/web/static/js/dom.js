// Small help with elements. Text from outside only ever becomes textContent, never markup.

import { translate } from "./i18n.js";

export const one = (selector, root = document) => root.querySelector(selector);
export const all = (selector, root = document) => [...root.querySelectorAll(selector)];

/** Return a copy of a template's first element, in the language of the page. */
export function copyOf(template) {
  const element = document.getElementById(template).content.firstElementChild.cloneNode(true);
  translate(element);
  return element;
}

/** Make an element; `values` are properties, `children` elements or text. */
export function make(name, values = {}, ...children) {
  const element = Object.assign(document.createElement(name), values);
  element.append(...children);
  return element;
}

/** Hold the children of an element to a list: what stays keeps its element, and so its focus. */
export function keyed(parent, items, { keyOf, build, fill }) {
  const keys = new Set(items.map((item) => String(keyOf(item))));
  for (const child of [...parent.children]) if (!keys.has(child.dataset.key)) child.remove();
  const old = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  let place = parent.firstElementChild;
  for (const item of items) {
    const key = String(keyOf(item));
    const child = old.get(key) ?? build(item);
    child.dataset.key = key;
    fill(child, item);
    if (child === place) place = place.nextElementSibling;
    else parent.insertBefore(child, place);
  }
}

/** Set a text if it differs, so that nothing is read out or selected anew. */
export function put(element, text) {
  const wantedText = text ?? "";
  if (element.textContent !== wantedText) element.textContent = wantedText;
}

/** Give the value of a field unless a person is at it. */
export function fillField(field, value) {
  if (document.activeElement === field) return;
  if (field.type === "checkbox") field.checked = Boolean(value);
  else if (field.value !== String(value ?? "")) field.value = value ?? "";
}

/** Return the number in a field, undefined if it is empty. */
export function numberIn(field) {
  return field.value.trim() === "" ? undefined : Number(field.value);
}
