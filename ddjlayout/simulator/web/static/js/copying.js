// Giving a command to the clipboard, or to the eye where a page may not use the clipboard.

import { one, put } from "./dom.js";
import { note } from "./notes.js";

export async function copy(command) {
  try {
    await navigator.clipboard.writeText(command);
    note("note.copied");
  } catch {
    const dialog = one("#command");
    put(one("pre", dialog), command);
    dialog.showModal();
    window.getSelection().selectAllChildren(one("pre", dialog));
  }
}
