// What the tests look for on the page, as a person with other eyes or hands would.

/** A colour as red, green, blue (0 to 255) and opacity. */
function parse(colour) {
  const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data;
  return [r, g, b, a / 255];
}

function over(top, under) {
  return top.slice(0, 3).map((part, at) => part * top[3] + under[at] * (1 - top[3]));
}

/** The colour behind an element; of a gradient its first one. */
function ground(element) {
  if (!element) return [255, 255, 255];
  const style = getComputedStyle(element);
  const gradient = style.backgroundImage.startsWith("url")
    ? null
    : style.backgroundImage.match(/(?:rgba?|color|color-mix)\([^)]*\)/);
  const own = parse(gradient ? gradient[0] : style.backgroundColor);
  return own[3] === 1 ? own.slice(0, 3) : over(own, ground(element.parentElement));
}

/** Relative luminance (WCAG 2.2). */
function luminance(rgb) {
  const [r, g, b] = rgb.map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const shown = (element) =>
  element.checkVisibility({ visibilityProperty: true }) && !element.closest(".unseen, .skip");

/** Texts with a contrast below 4.5 to 1 (WCAG 2.2, 1.4.3). */
function faint() {
  const found = [];
  for (const element of document.querySelectorAll("body *")) {
    const speaks = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!speaks || !shown(element) || element.closest(":disabled")) continue;
    const under = ground(element);
    const ink = over(parse(getComputedStyle(element).color), under);
    const [lighter, darker] = [luminance(ink), luminance(under)].sort((one, two) => two - one);
    const ratio = (lighter + 0.05) / (darker + 0.05);
    if (ratio < 4.5) found.push([element.className, element.textContent.slice(0, 30), ratio]);
  }
  return found;
}

/** What breaks the structure: ids, references, words for images, headings, landmarks. */
function trouble() {
  const found = [];
  const ids = new Set();
  for (const { id } of document.querySelectorAll("[id]")) {
    if (ids.has(id)) found.push(`id ${id} twice`);
    ids.add(id);
  }
  for (const name of ["aria-controls", "aria-labelledby", "for"]) {
    for (const element of document.querySelectorAll(`[${name}]`)) {
      if (!ids.has(element.getAttribute(name))) found.push(`${name} leads nowhere`);
    }
  }
  for (const image of document.querySelectorAll("img:not([alt])")) {
    if (!image.getAttribute("aria-label")) found.push("an image without words");
  }
  let level = 1;
  for (const heading of document.querySelectorAll("h1, h2, h3, h4")) {
    if (!heading.checkVisibility() || heading.closest("dialog")) continue;
    const own = Number(heading.tagName[1]);
    if (own > level + 1) found.push(`heading ${heading.textContent} skips a level`);
    level = own;
  }
  for (const single of ["main", "header.top", "h1", "[role=tablist]"]) {
    if (document.querySelectorAll(single).length !== 1) found.push(`not one ${single}`);
  }
  for (const element of document.querySelectorAll("[tabindex]")) {
    if (element.tabIndex > 0) found.push("a tabindex above 0");
  }
  return found;
}

/** The width of the page, and what stands out of the screen on the right. */
function wide() {
  const found = [];
  for (const element of document.querySelectorAll("body *")) {
    if (!shown(element) || element.closest(".stage, .chips, pre")) continue;
    const { right } = element.getBoundingClientRect();
    if (right > innerWidth + 0.5) found.push(element.outerHTML.slice(0, 80));
  }
  return [document.documentElement.scrollWidth, found];
}

/** What is lower than a fingertip needs (WCAG 2.2, 2.5.8). */
function small() {
  return [...document.querySelectorAll("button, select, input, summary")]
    .filter((one) => shown(one) && one.type !== "checkbox" && !one.matches(".marker"))
    .filter((one) => one.getBoundingClientRect().height < 24)
    .map((one) => one.outerHTML);
}

/** Texts of the page itself that have words of English and none of Chinese. */
function english() {
  const found = [];
  for (const element of document.querySelectorAll("[data-say], [data-say-label]")) {
    for (const text of [element.textContent, element.ariaLabel]) {
      if (text && /[a-z]{4}/.test(text) && !/[\u4e00-\u9fff]/.test(text)) found.push(text);
    }
  }
  return found.filter((text) => !["appid", "English"].includes(text));
}
