/* 各模块共用的几个小动作。 */
export const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));

/** 委托监听：页面换了一块，也不用再绑一次。 */
export function on(type, selector, act, options) {
  document.addEventListener(type, (event) => {
    const hit = event.target instanceof Element ? event.target.closest(selector) : null;
    if (hit) act(event, hit);
  }, options);
}

/** 页面初开和 htmx 换上新块时，都做一次。 */
export function onContent(act) {
  const run = () => act(document);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", run);
  else run();
  document.addEventListener("htmx:load", (event) => act(event.detail.elt));
}

/** 造一个元素；文字只走 textContent，不拼 HTML。 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/** 正在写字么：写字时字母键歇着。 */
export function typing(target) {
  const field = target instanceof Element && target.closest("input, textarea, select, [contenteditable]");
  return Boolean(field) && !/^(checkbox|radio|button|submit)$/.test(field.type || "");
}

/** 页面共用的请求头（CSRF 令牌），写在 body 的 hx-headers 上。 */
export function headers() {
  const written = document.body.getAttribute("hx-headers");
  return written ? JSON.parse(written) : {};
}

/** 在消息区说一句话。kind 取 stop、warnbox、info。 */
export function say(text, kind = "stop", link = null) {
  const area = document.getElementById("message");
  if (!area) return;
  const line = make("p", {}, text);
  if (link) line.append(" ", make("a", { href: link.href, class: "link" }, link.label));
  area.replaceChildren(make("div", { class: `note ${kind}`, role: "alert" }, line));
  area.scrollIntoView({ block: "nearest" });
}
