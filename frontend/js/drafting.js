/* 拟稿：从检查结果跳到正文里的那一处；在旧版上写了没存的字，不丢也不盖掉别人的。 */
import { all, make, on, onContent } from "./dom.js";

const FIELDS = ["body", "title", "main_recipients", "cc_recipients", "annotation", "attachments"];

/** 先连着前后文找，找不到再只找原文。 */
function find(field, button) {
  const { jump, before, after } = button.dataset;
  const whole = field.value.indexOf(before + jump + after);
  return whole >= 0 ? whole + before.length : field.value.indexOf(jump);
}

/** 把那一处滚到眼前：按一行几个字估它在第几行。 */
function reveal(area, start) {
  if (area.tagName !== "TEXTAREA") return;
  const style = getComputedStyle(area);
  const wide = area.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  const perLine = Math.max(1, Math.floor(wide / parseFloat(style.fontSize)));
  const rows = (text) => text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / perLine)), 0);
  const share = rows(area.value.slice(0, start)) / rows(area.value);
  area.scrollTop = area.scrollHeight * share - area.clientHeight / 2;
}

on("click", "[data-jump]", (_event, button) => {
  for (const name of FIELDS) {
    const field = document.getElementById(`id_${name}`);
    const start = field ? find(field, button) : -1;
    if (start < 0) continue;
    const more = field.closest("details");
    if (more) more.open = true;
    field.focus();
    field.setSelectionRange(start, start + button.dataset.jump.length);
    field.scrollIntoView({ block: "nearest" });
    reveal(field, start);
    return;
  }
});

const prefix = () => `keep:${document.body.dataset.me || ""}:`;

function read(key) {
  try { return JSON.parse(localStorage.getItem(prefix() + key)); } catch { return null; }
}

/** 在旧版上写了、没有存的：送上去，系统照“晚到的一稿”收着，不盖掉别人的。 */
function offer(form, key) {
  const record = read(key);
  if (!record) return;
  const old = key.slice(form.dataset.kept.length);
  const send = make("button", { type: "button", class: "small" }, "送上留着");
  const drop = make("button", { type: "button", class: "plain small", "data-forget": key }, "不要了");
  const line = make("p", { class: "kept small" }, `您在第 ${old} 版上写了一些字还没有存，其间别人存了新的一版。`, send, drop);
  send.addEventListener("click", () => {
    for (const field of all("textarea, input, select", form)) {
      const value = record.values[field.type === "checkbox" ? `${field.name}=${field.value}` : field.name];
      if (value === undefined) continue;
      if (field.type === "checkbox") field.checked = value; else field.value = value;
    }
    form.querySelector("[name=base]").value = old;
    localStorage.removeItem(prefix() + key);
    form.requestSubmit ? form.requestSubmit() : form.submit();
  });
  form.prepend(line);
}

onContent((root) => {
  const form = root === document && document.querySelector("form[data-kept]");
  if (!form) return;
  const cleared = all("[data-keep-clear]").flatMap((one) => one.dataset.keepClear.split(" "));
  for (const name of Object.keys(localStorage)) {
    const key = name.slice(prefix().length);
    if (!name.startsWith(prefix() + form.dataset.kept) || key === form.dataset.keep) continue;
    if (!cleared.includes(key)) offer(form, key);
  }
});
