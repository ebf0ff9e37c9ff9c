/* 键盘：/ 找，N 新，J K Enter 走台账，O 展开一行，Ctrl+Enter 主动作，F 全屏，Esc 回。写字时字母键歇着。 */
import { all, typing } from "./dom.js";

const rows = () => all(".ledger tbody tr").filter((row) => row.querySelector("a.title, a[data-open-row]"));
const linkOf = (row) => row.querySelector("a.title, a[data-open-row]");

function walk(step) {
  const list = rows();
  if (!list.length) return;
  const here = list.findIndex((row) => row.classList.contains("here"));
  const next = Math.min(list.length - 1, Math.max(0, here < 0 ? (step > 0 ? 0 : list.length - 1) : here + step));
  list.forEach((row) => row.classList.remove("here"));
  list[next].classList.add("here");
  linkOf(list[next]).focus({ preventScroll: true });
  list[next].scrollIntoView({ block: "nearest" });
}

function openRow() {
  const row = document.querySelector(".ledger tr.here");
  if (!row || document.activeElement === linkOf(row)) return false;
  linkOf(row).click();
  return true;
}

function press(selector) {
  const target = document.querySelector(selector);
  if (!target || target.disabled) return false;
  target.click();
  return true;
}

function phrase(index) {
  const button = all(".phrases [data-phrase]")[index];
  button?.click();
  return Boolean(button);
}

function toSearch() {
  const field = document.querySelector(".find input");
  field?.focus();
  field?.select();
  return Boolean(field);
}

function escape() {
  if (document.fullscreenElement) { document.exitFullscreen(); return true; }
  if (typing(document.activeElement)) { document.activeElement.blur(); return true; }
  return false;
}

const LETTERS = {
  "/": toSearch,
  n: () => press("[data-key=n]"),
  j: () => { walk(1); return true; },
  k: () => { walk(-1); return true; },
  f: () => press("[data-key=f]"),
  o: () => press(".ledger tr.here button.unfold"),
  Enter: openRow,
};

function mainMove(target) {
  const form = target instanceof Element ? target.closest("form") : null;
  const button = form?.querySelector("[data-main], .primary") || document.querySelector("[data-main], .bar .primary");
  if (!button || button.disabled) return false;
  button.click();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  const dialog = document.querySelector("dialog[open]");
  let done = false;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    done = mainMove(dialog ? dialog.querySelector("form") : event.target);
  } else if (event.ctrlKey || event.metaKey || event.altKey || dialog) return;
  else if (event.key === "Escape") done = escape();
  else if (typing(event.target)) return;
  else if (/^[1-9]$/.test(event.key)) done = phrase(Number(event.key) - 1);
  else {
    if (event.key === "Enter" && event.target.closest?.("a, button, summary")) return;
    const act = LETTERS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    done = act ? act() : false;
  }
  if (done) event.preventDefault();
});
