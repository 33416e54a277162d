// Pictures out of a journal's entry: bytes that strangers sent, shown as an image and nothing else.

const TYPES = [
  ["image/png", [0x89, 0x50, 0x4e, 0x47]],
  ["image/jpeg", [0xff, 0xd8]],
  ["image/gif", [0x47, 0x49, 0x46]],
  ["image/bmp", [0x42, 0x4d]],
];

/** Return an image of base64 data; only the formats a printer takes get a type. */
export function picture(base64) {
  const data = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const known = TYPES.find(([, magic]) => magic.every((byte, at) => data[at] === byte));
  const image = document.createElement("img");
  image.className = "item-picture";
  image.decoding = "async";
  const url = URL.createObjectURL(new Blob([data], { type: known?.[0] ?? "application/octet-stream" }));
  const release = () => URL.revokeObjectURL(url);
  image.addEventListener("load", release, { once: true });
  image.addEventListener("error", release, { once: true });
  image.src = url;
  return image;
}
