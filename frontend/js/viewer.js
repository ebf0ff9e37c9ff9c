/* 看文件：适宽、放大、缩小，翻页，全屏。页图按需取，放大只改宽度。 */
import { all, on, onContent } from "./dom.js";

const STEPS = [50, 75, 100, 125, 150, 200, 300];
const viewOf = (part) => part.closest("[data-viewer]");
const pagesOf = (view) => all(".page", view);

function zoom(view, percent) {
  view.dataset.zoom = percent;
  for (const page of pagesOf(view)) page.style.width = percent === "fit" ? "" : `${(794 * percent) / 100}px`;
  const tell = view.querySelector("[data-zoom-tell]");
  if (tell) tell.textContent = percent === "fit" ? "适宽" : `${percent}%`;
}

function shown(view) {
  const first = pagesOf(view)[0];
  return first ? Math.round((first.getBoundingClientRect().width / 794) * 100) : 100;
}

const ACTS = {
  fit: (view) => zoom(view, "fit"),
  in: (view) => zoom(view, STEPS.find((step) => step > shown(view) + 2) || STEPS[STEPS.length - 1]),
  out: (view) => zoom(view, STEPS.slice().reverse().find((step) => step < shown(view) - 2) || STEPS[0]),
  next: (view) => go(view, current(view) + 1),
  back: (view) => go(view, current(view) - 1),
  full: (view) => (document.fullscreenElement ? document.exitFullscreen() : view.requestFullscreen?.()),
};

/** 现在看到第几页（从 0 起）：以视口上三分之一处为准。 */
function current(view) {
  const box = view.getBoundingClientRect();
  const line = Math.max(box.top, 0) + Math.min(box.height, innerHeight) / 3;
  const index = pagesOf(view).findIndex((page) => page.getBoundingClientRect().bottom > line);
  return Math.max(0, index);
}

function go(view, index) {
  const pages = pagesOf(view);
  const page = pages[Math.min(pages.length - 1, Math.max(0, index))];
  if (!page) return;
  const bar = view.querySelector("header");
  view.scrollTop += page.getBoundingClientRect().top - view.getBoundingClientRect().top - (bar ? bar.offsetHeight : 0) - 12;
}

function tell(view) {
  const place = view.querySelector("[data-page-tell]");
  const total = pagesOf(view).length;
  if (place && total) place.textContent = `${current(view) + 1} / ${total} 页`;
}

on("click", "[data-view]", (_event, button) => {
  const view = viewOf(button);
  if (!view) return;
  ACTS[button.dataset.view]?.(view);
  tell(view);
});
onContent((root) => {
  const views = all("[data-viewer]", root);
  if (root instanceof Element && root.closest("[data-viewer]")) views.push(root.closest("[data-viewer]"));
  for (const view of views) {
    if (view.dataset.zoom) zoom(view, view.dataset.zoom);        // 换上的新页照原来放大的样子
    tell(view);
    if (view.dataset.watched) continue;
    view.dataset.watched = "1";
    view.addEventListener("scroll", () => requestAnimationFrame(() => tell(view)), { passive: true });
  }
});
