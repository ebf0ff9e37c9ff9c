/* 常用意见：点一下或按数字，写进意见框光标处。 */
import { on } from "./dom.js";

function boxFor(button) {
  const named = button.closest("[data-phrases-for]")?.dataset.phrasesFor;
  if (named) return document.getElementById(named);
  return (button.closest("form, .bar") || document).querySelector("textarea");
}

export function insert(box, text) {
  const { selectionStart: from, selectionEnd: to, value } = box;
  const whole = value && from === to && to === value.length;
  const joint = whole && !/[。；，：\n]$/.test(value) ? "。" : "";
  box.setRangeText(joint + text, from, to, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus();
}

on("click", "[data-phrase]", (event, button) => {
  const box = boxFor(button);
  if (!box) return;
  event.preventDefault();
  insert(box, button.dataset.phrase);
});
