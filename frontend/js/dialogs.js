/* 对话框：data-open 打开，data-close 或 Esc 关上；data-confirm 的动作先问一声。 */
import { make, on } from "./dom.js";

on("click", "[data-open]", (event, button) => {
  const dialog = document.querySelector(button.dataset.open);
  if (!dialog?.showModal) return;
  event.preventDefault();
  if (!dialog.open) dialog.showModal();
  (dialog.querySelector("[autofocus], textarea, input:not([type=hidden]), select") || dialog).focus();
});
on("click", "[data-close]", (event, button) => {
  event.preventDefault();
  button.closest("dialog")?.close();
});
on("click", "dialog", (event, dialog) => {
  if (event.target === dialog && "light" in dialog.dataset) dialog.close();
});
document.addEventListener("htmx:afterRequest", (event) => {
  const dialog = event.detail.elt.closest("dialog[open]");
  if (dialog && event.detail.successful && event.detail.requestConfig.verb !== "get") dialog.close();
});
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target) || event.target.closest(".menu li")) menu.open = false;
  }
});

/** 问一声：文字来自 data-confirm，确认钮的字来自 data-yes。 */
function ask(button, yes) {
  const go = make("button", { class: "primary", type: "button" }, button.dataset.yes || button.textContent.trim());
  const no = make("button", { class: "plain", type: "button" }, "先不办");
  const dialog = make("dialog", { class: "ask" }, make("p", {}, button.dataset.confirm), make("div", { class: "moves" }, go, no));
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  no.addEventListener("click", () => dialog.close());
  go.addEventListener("click", () => { dialog.close(); yes(); });
  dialog.showModal();
  go.focus();
}

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-confirm]") : null;
  if (!button) return;
  if (button.dataset.asked) { delete button.dataset.asked; return; }
  event.preventDefault();
  event.stopImmediatePropagation();
  ask(button, () => { button.dataset.asked = "1"; button.click(); });
}, true);
