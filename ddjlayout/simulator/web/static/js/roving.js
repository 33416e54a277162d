// Keyboard in a row of buttons: one stop for Tab, arrows, Home and End inside.

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** `onMove(button)` is called when the keyboard has moved to a button. */
export function roving(row, onMove = () => {}) {
  const buttons = () => [...row.querySelectorAll("button")].filter((one) => one.offsetParent);
  row.addEventListener("keydown", (event) => {
    const list = buttons();
    const at = list.indexOf(document.activeElement);
    if (at < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
    let to;
    if (event.key in STEPS) to = (at + STEPS[event.key] + list.length) % list.length;
    else if (event.key === "Home") to = 0;
    else if (event.key === "End") to = list.length - 1;
    else return;
    event.preventDefault();
    list[to].focus();
    onMove(list[to]);
  });
  row.addEventListener("focusin", (event) => rest(row, event.target));
}

/** Make a button the one that Tab stops at. */
export function rest(row, button) {
  for (const one of row.querySelectorAll("button")) one.tabIndex = one === button ? 0 : -1;
}
