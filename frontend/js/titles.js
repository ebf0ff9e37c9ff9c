/* 标题真被截断的，悬停或聚焦时给全文；没截断的不打扰。 */
import { all, onContent } from "./dom.js";

function measure(root) {
  for (const link of all(".title", root)) {
    const text = link.querySelector("span");
    if (!text) continue;
    if (text.scrollHeight > text.clientHeight + 2) link.dataset.full = text.textContent.trim();
    else delete link.dataset.full;
  }
}

let waiting = 0;
window.addEventListener("resize", () => {
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(() => measure(document));
});
onContent((root) => requestAnimationFrame(() => measure(root)));
