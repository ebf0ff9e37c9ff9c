/* 出处：填到哪一格，页图上就亮出那一处；点号码也一样。 */
import { all, on, onContent } from "./dom.js";

/** 页图上的框：data-box 写左、上、宽、高，都是页面的百分数。 */
function place(root) {
  for (const box of all("[data-box]", root)) {
    const [left, top, width, height] = box.dataset.box.split(/[ ,]+/).map((part) => `${part}%`);
    Object.assign(box.style, { left, top, width, height });
  }
}

function light(number, scroll) {
  let first = null;
  for (const box of all("[data-n]")) {
    const mine = Boolean(number) && box.dataset.n === number;
    box.classList.toggle("on", mine);
    if (mine && !first) first = box;
  }
  if (first && scroll) first.scrollIntoView({ block: "center" });
}

onContent(place);
on("focusin", "[data-mark]", (_event, cell) => light(cell.dataset.mark, true));
on("click", "[data-mark] .sure i", (_event, number) => light(number.textContent.trim(), true));
on("click", "[data-n]", (_event, box) => {
  light(box.dataset.n, false);
  document.querySelector(`[data-mark="${CSS.escape(box.dataset.n)}"]`)?.querySelector("input, select, textarea")?.focus();
});
