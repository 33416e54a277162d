// The admin token: taken out of the address, which then shows it no more, and kept for this tab.

const NAME = "ddj-token";
let token = "";

function stored() {
  try {
    return sessionStorage.getItem(NAME) ?? "";
  } catch {
    return "";
  }
}

export function setToken(value) {
  token = value;
  try {
    sessionStorage.setItem(NAME, value);
  } catch {
    // without storage the token lasts until the page is loaded again
  }
}

export const currentToken = () => token;

/** Take the token from the fragment; returns whether there was one. */
export function takeToken() {
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (!given) return false;
  setToken(given);
  history.replaceState(null, "", location.pathname);
  return true;
}

export function startSession() {
  if (!takeToken()) token = stored();
}
