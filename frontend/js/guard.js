/* 一张表只送一次：送出时按钮歇下，没办成再放开。 */
import { all, on } from "./dom.js";

const LEAVING = ["HX-Redirect", "HX-Location", "HX-Refresh"];          // 就要换页了，不放开
const buttonsOf = (form) => all("button, input[type=submit]", form)
  .concat(form.id ? all(`button[form="${form.id}"]`) : []);

function hold(form) {
  form.dataset.sending = "";
  form.setAttribute("aria-busy", "true");
  for (const button of buttonsOf(form)) {
    if (button.disabled) continue;
    button.dataset.held = "";
    button.disabled = true;
  }
}

function release(form) {
  delete form.dataset.sending;
  form.removeAttribute("aria-busy");
  for (const button of buttonsOf(form)) {
    if (!("held" in button.dataset)) continue;
    delete button.dataset.held;
    button.disabled = false;
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if ("sending" in form.dataset) {
    event.preventDefault();
    event.stopImmediatePropagation();
  } else if (!event.defaultPrevented && form.method !== "dialog" && form.method !== "get") {
    setTimeout(() => hold(form));
    setTimeout(() => release(form), 20000);        // 送出的是下载，页面不换，过一会儿放开
  }
});
document.addEventListener("htmx:beforeRequest", (event) => {
  const { elt, requestConfig } = event.detail;
  if (requestConfig.verb === "get") return;
  const form = elt.closest("form");
  if (!form) return;
  if ("sending" in form.dataset) event.preventDefault();
  else hold(form);
});
document.addEventListener("htmx:afterRequest", (event) => {
  const { elt, xhr } = event.detail;
  const form = elt.closest("form");
  const leaving = xhr && xhr.status < 400 && LEAVING.some((name) => xhr.getResponseHeader(name));
  if (form && !leaving) release(form);
});
window.addEventListener("pageshow", () => all("form[data-sending]").forEach(release));
on("click", "a[data-once]", (event, link) => {
  if (link.dataset.once) event.preventDefault();
  link.dataset.once = "sent";
  setTimeout(() => { link.dataset.once = ""; }, 5000);
});
