/* 写字板存下、送走：成了那一块换上服务器画的图，不成字还在板上；扫码写的，写好对话框自己关。 */
import { headers, on, say } from "./dom.js";
import { boards, draw } from "./ink.js";

const written = (board) => JSON.stringify({ width: board.width, height: board.height, strokes: board.strokes });

/** 存下：成了，那一块照服务器的回答换；不成，字还在板上。 */
on("click", "[data-ink-save]", async (_event, button) => {
  const box = button.closest("[data-ink]");
  const board = boards.get(box);
  if (!board.strokes.length) { tell(box, "还没有写字，请写好再存。"); return; }
  button.disabled = true;
  try {
    const body = new URLSearchParams({ strokes: written(board) });
    const sent = { ...headers(), "HX-Request": "true" };
    const answer = await fetch(box.dataset.ink, { method: "POST", headers: sent, body, credentials: "same-origin" });
    const text = await answer.text();
    if (answer.ok) kept(box, board, text);
    else tell(box, words(text) || "没有存上，请看看网络后再存；字还在板上。");
  } catch {
    tell(box, "没有连上服务器，请看看网络后再存；字还在板上。");
  }
  button.disabled = false;
});

function kept(box, board, text) {
  const target = document.querySelector(box.dataset.inkInto);
  if (target) {
    const parsed = new DOMParser().parseFromString(text, "text/html");
    const part = parsed.querySelector("main") || parsed.body;            // 整页的回答，只取正文
    target.replaceChildren(...part.childNodes);
    window.htmx?.process(target);
    target.dispatchEvent(new CustomEvent("inked", { bubbles: true }));
  }
  board.strokes = [];
  draw(board);
  tell(box, "");
  box.closest("dialog")?.close();
}

function words(text) {
  const parsed = new DOMParser().parseFromString(text, "text/html");
  return (parsed.querySelector(".note p, main p") || {}).textContent?.trim();
}

function tell(box, text) {
  const line = box.querySelector("[data-ink-tell]");
  if (line) line.textContent = text;
  else if (text) say(text, "warnbox");
}

/** 手机上写好送来了：对话框自己关上。 */
document.addEventListener("htmx:afterSwap", (event) => {
  const shown = event.detail.target.querySelector?.("[data-ink-came]");
  if (!shown) return;
  const dialog = document.querySelector("#ink-phone[open]");
  if (dialog) dialog.close();
});
document.addEventListener("close", (event) => {              // 不写了，就不必再问手机
  if (event.target.id === "ink-phone") event.target.querySelector("#ink-code")?.replaceChildren();
}, true);
