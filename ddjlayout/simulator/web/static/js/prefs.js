// What a person chose on this page, kept by the browser, or for this visit if it keeps nothing.

const visit = new Map();

export function recall(name, fallback) {
  try {
    return localStorage.getItem(`ddj-${name}`) ?? visit.get(name) ?? fallback;
  } catch {
    return visit.get(name) ?? fallback;
  }
}

export function keep(name, value) {
  visit.set(name, String(value));
  try {
    localStorage.setItem(`ddj-${name}`, String(value));
  } catch {
    // storage is switched off: the choice holds until the page is left
  }
}

export function startTheme(select) {
  const root = document.documentElement;
  select.value = recall("theme", "auto");
  select.addEventListener("change", () => {
    keep("theme", select.value);
    if (select.value === "auto") delete root.dataset.theme;
    else root.dataset.theme = select.value;
  });
}
