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
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const system = () => (dark.matches ? "dark" : "light");
  const show = () => {
    document.documentElement.dataset.theme = select.value === "auto" ? system() : select.value;
  };
  select.value = recall("theme", "auto");
  if (!select.value) select.value = "auto"; // what was kept is no theme
  select.addEventListener("change", () => {
    keep("theme", select.value);
    show();
  });
  dark.addEventListener("change", show);
}
