/* 写了一半的字不丢：登录过期、被退回、断电之后再打开，字还在；办成了才清。 */
import { all, make, on, onContent } from "./dom.js";

const DAYS = 7;
const WEEK = DAYS * 24 * 3600 * 1000;
const prefix = () => `keep:${document.body.dataset.me || ""}:`;
const SKIP = /^(password|file|hidden|submit|button|reset)$/;

/** data-keep 写在一个字段上，或写在整张表上。 */
function fieldsOf(holder) {
  if (holder.matches("textarea, input, select")) return [holder];
  return all("textarea, input, select", holder)
    .filter((field) => field.name && !SKIP.test(field.type) && !field.closest("[data-picker]"));
}

const isBox = (field) => field.type === "checkbox" || field.type === "radio";
const mark = (field) => (isBox(field) ? `${field.name}=${field.value}` : field.name || "text");
const read = (field) => (isBox(field) ? field.checked : field.value);

function save(holder) {
  const values = {};
  for (const field of fieldsOf(holder)) values[mark(field)] = read(field);
  const record = { kept: Date.now(), values };
  try { localStorage.setItem(prefix() + holder.dataset.keep, JSON.stringify(record)); } catch { /* 存满了：不拦人写字 */ }
}

export function forget(key) {
  localStorage.removeItem(prefix() + key);
}

function load(key) {
  try { return JSON.parse(localStorage.getItem(prefix() + key)); } catch { return null; }
}

/** 只补人写过、页面上与之不同的字段；有补的才说一声。 */
function restore(holder) {
  const record = load(holder.dataset.keep);
  if (!record) return;
  if (Date.now() - record.kept > WEEK) { forget(holder.dataset.keep); return; }
  const changed = [];
  for (const field of fieldsOf(holder)) {
    const value = record.values[mark(field)];
    if (value === undefined || value === read(field) || value === "") continue;
    if (isBox(field)) field.checked = value; else field.value = value;
    changed.push(field);
  }
  if (!changed.length) return;
  tell(holder);
  // 补上的字也算改过：查重、周几这些跟着重算；等别的模块都装好再说
  setTimeout(() => changed.forEach((field) => field.dispatchEvent(new Event("change", { bubbles: true }))));
}

function tell(holder) {
  if (document.querySelector(`[data-forget="${CSS.escape(holder.dataset.keep)}"]`)) return;
  const drop = make("button", { type: "button", class: "plain small", "data-forget": holder.dataset.keep }, "不要了");
  const line = make("p", { class: "kept small" }, "已补上您上次没有送出的内容。", drop);
  if (holder.matches("form")) holder.prepend(line); else holder.before(line);
}

onContent((root) => {
  const holders = all("[data-keep]", root);
  if (root instanceof Element && root.matches("[data-keep]")) holders.push(root);
  holders.forEach(restore);
  for (const done of all("[data-keep-clear]", root)) done.dataset.keepClear.split(" ").forEach(forget);
});
on("input", "[data-keep]", (_event, holder) => save(holder));
on("change", "[data-keep]", (_event, holder) => save(holder));
on("click", "[data-forget]", (_event, button) => {
  forget(button.dataset.forget);
  location.reload();
});

/* 清：htmx 办成（2xx 且没有被转去登录）就清；整页提交的，下一页没有这一格才算办成。 */
const keysIn = (form) => [form, ...all("[data-keep]", form)].map((part) => part.dataset.keep).filter(Boolean);
const pathOf = (address) => (address ? new URL(address, location.href).pathname : "");
document.addEventListener("htmx:beforeOnLoad", (event) => {
  const { xhr, requestConfig } = event.detail;
  const form = requestConfig.elt.closest("form");
  if (!form || requestConfig.verb === "get") return;
  if (xhr.getResponseHeader("X-Refused") === "classified") keysIn(form).forEach(forget);   // 密件的话不留草稿
  if (xhr.status >= 400) return;
  const { signIn } = document.body.dataset;
  const away = signIn && [xhr.responseURL, xhr.getResponseHeader("HX-Redirect")].some((one) => pathOf(one) === signIn);
  if (!away) keysIn(form).forEach(forget);
});
on("submit", "form", (event, form) => {
  if (form.method === "post" && !event.defaultPrevented) sessionStorage.setItem("keep-sent", keysIn(form).join(" "));
});
onContent((root) => {
  if (root !== document || document.body.dataset.page === "sign-in") return;
  const sent = (sessionStorage.getItem("keep-sent") || "").split(" ").filter(Boolean);
  sessionStorage.removeItem("keep-sent");
  if (document.body.dataset.page === "refused") return;        // 没有办成：写的字还留着
  for (const key of sent) {
    if (!document.querySelector(`[data-keep="${CSS.escape(key)}"]`)) forget(key);
  }
});
