// Reading frames: one that is not JSON must not end the page.

const NO_JSON = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g;

/** Return a frame, and whether all of it could be read; numbers that JSON does not have are null. */
export function readFrame(data) {
  const whole = objectOf(data);
  if (whole) return { frame: whole, whole: true };
  const mended = data.replace(NO_JSON, (found) => (found.startsWith('"') ? found : "null"));
  return { frame: objectOf(mended), whole: false };
}

function objectOf(data) {
  try {
    const value = JSON.parse(data);
    return value !== null && typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}
