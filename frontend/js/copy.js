/* 点一下，把一格里的字复制走；不用剪贴板接口，内网没有加密的地址也能用。 */
import { on, say } from "./dom.js";

on("click", "[data-copy]", (event, button) => {
  const field = document.querySelector(button.dataset.copy);
  if (!field) return;
  field.focus();
  field.select();
  const done = document.execCommand("copy");
  if (done) button.textContent = "已复制";
  else say("没有复制成，请选中地址，按 Ctrl+C。", "info");
});
