/* 出处：填到哪一格，页图上就亮出那一处；点号码也一样。只动文件那一边，不把填的格子滚走。 */
import { all, on, onContent } from "./dom.js";

/** 页图上的框：data-box 写左、上、宽、高，都是页面的百分数。 */
function place(root) {
  for (const box of all("[data-box]", root)) {
    const [left, top, width, height] = box.dataset.box.split(/[ ,]+/).map((part) => `${part}%`);
    Object.assign(box.style, { left, top, width, height });
  }
}

/** 页图上没有框的号不亮出来，免得点了没有反应；图还没转好的也先收着。 */
function matchUp() {
  const shown = new Set(all("[data-box]").map((box) => box.dataset.n));
  for (const cell of all("[data-mark]")) {
    const number = cell.querySelector(".sure i");
    if (number) number.hidden = !shown.has(cell.dataset.mark);
  }
}

function scrollTo(box) {
  const view = box.closest("[data-viewer]");
  if (!view || view.scrollHeight <= view.clientHeight) return;
  const [mine, whole] = [box.getBoundingClientRect(), view.getBoundingClientRect()];
  const head = view.querySelector("header");
  const top = whole.top + (head ? head.offsetHeight : 0) + 24;
  if (mine.top < top || mine.bottom > whole.bottom - 24) view.scrollTop += mine.top - whole.top - view.clientHeight / 3;
  if (mine.left < whole.left || mine.right > whole.right) view.scrollLeft += mine.left - whole.left - 48;
}

function light(number, scroll) {
  let first = null;
  for (const box of all("[data-n]")) {
    const mine = Boolean(number) && box.dataset.n === number;
    box.classList.toggle("on", mine);
    if (mine && !first) first = box;
  }
  if (first && scroll) scrollTo(first);
}

const markOf = (element) => (element instanceof Element ? element.closest("[data-mark]") : null);

onContent((root) => {
  place(root);
  matchUp();
  light(markOf(document.activeElement)?.dataset.mark, true);
});
on("focusin", "input, select, textarea", (_event, field) => {
  const cell = markOf(field);
  if (cell) light(cell.dataset.mark, true);
  else if (field.closest(".sheet")) light("", false);
});
on("click", "[data-mark] .sure i", (_event, number) => light(number.textContent.trim(), true));
on("click", "[data-n]", (_event, box) => {
  light(box.dataset.n, false);
  document.querySelector(`[data-mark="${CSS.escape(box.dataset.n)}"]`)?.querySelector("input, select, textarea")?.focus();
});
