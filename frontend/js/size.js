/* 大字：立刻换，再告诉服务器记住。 */
import { headers, on } from "./dom.js";

on("click", "[data-large-url]", (_event, button) => {
  const large = document.documentElement.dataset.size !== "large";
  if (large) document.documentElement.dataset.size = "large";
  else delete document.documentElement.dataset.size;
  button.setAttribute("aria-pressed", String(large));
  window.dispatchEvent(new Event("resize"));
  const body = new URLSearchParams({ large: large ? "1" : "0" });
  fetch(button.dataset.largeUrl, { method: "POST", headers: headers(), body, credentials: "same-origin" });
});
on("click", "[data-print]", (event, button) => {
  event.preventDefault();
  const sheet = button.dataset.print && window.open(button.dataset.print, "_blank");
  if (!sheet) window.print();
});
