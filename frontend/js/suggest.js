/* 输拼音首字母或汉字出候选：上下选，Enter 取，Esc 收。选人框与单位框共用。 */
import { make, on, onContent } from "./dom.js";

const PAUSE = 150;
let serial = 0;

async function fetchRows(url, text) {
  const address = new URL(url, location.href);
  address.searchParams.set("q", text);
  const answer = await fetch(address, { credentials: "same-origin", headers: { Accept: "application/json" } });
  return answer.ok && !answer.redirected ? answer.json() : [];
}

function drawRow(row, list, index) {
  const item = make("li", { role: "option", id: `${list.id}-${index}` }, make("b", {}, row.label));
  if (row.sub) item.append(make("span", { class: "quiet small" }, row.sub));
  return item;
}

/** 给输入框装上候选单；pick(row) 在取中时调用。 */
export function attach(input, { url, pick, skip = () => false }) {
  serial += 1;
  const list = make("ul", { class: "options", role: "listbox", id: `options-${serial}`, hidden: "" });
  (input.closest(".tokens") || input).after(list);
  const state = { rows: [], at: -1, asked: 0, timer: 0 };
  for (const [name, value] of Object.entries({ role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" })) input.setAttribute(name, value);

  function close() {
    list.hidden = true;
    state.rows = [];
    state.at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
  function point(index) {
    state.at = (index + state.rows.length) % state.rows.length;
    Array.from(list.children).forEach((item, n) => item.setAttribute("aria-selected", String(n === state.at)));
    const chosen = list.children[state.at];
    chosen.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", chosen.id);
  }
  function show(rows) {
    state.rows = rows.filter((row) => !skip(row));
    const empty = make("li", { class: "none" }, "没有找到，请换几个字或首字母");
    list.replaceChildren(...(state.rows.length ? state.rows.map((row, n) => drawRow(row, list, n)) : [empty]));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    const box = input.closest(".tokens") || input;
    list.classList.toggle("up", box.getBoundingClientRect().bottom + 240 > innerHeight);
    if (state.rows.length) point(0);
  }
  async function ask() {
    const text = input.value.trim();
    state.asked += 1;
    const mine = state.asked;
    if (!text) { close(); return; }
    const rows = await fetchRows(url, text).catch(() => []);
    if (mine === state.asked && document.activeElement === input) show(rows);
  }
  function take(index) {
    const row = state.rows[index];
    state.asked += 1;
    close();
    if (row) pick(row);
  }
  const moves = { ArrowDown: () => point(state.at + 1), ArrowUp: () => point(state.at - 1), Enter: () => take(state.at), Escape: close };
  input.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing || event.ctrlKey || !moves[event.key]) return;
    if (!state.rows.length && event.key !== "Escape") return;
    event.preventDefault();
    moves[event.key]();
  });
  input.addEventListener("input", () => {
    clearTimeout(state.timer);
    state.timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("blur", () => setTimeout(close, 120));
  list.addEventListener("mousedown", (event) => {
    const index = Array.from(list.children).indexOf(event.target.closest("li"));
    event.preventDefault();
    if (index >= 0) take(index);
  });
}

/* 自由填写、带候选的一格：取中只写名称；data-id-for 指着的隐藏字段同时记下编号。 */
function equip(input) {
  if (input.dataset.ready) return;
  input.dataset.ready = "1";
  const hidden = input.dataset.idFor && document.getElementById(input.dataset.idFor);
  input.addEventListener("input", () => { if (hidden) hidden.value = ""; });
  attach(input, {
    url: input.dataset.suggest,
    pick(row) {
      input.value = row.label;
      if (hidden) hidden.value = row.id;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    },
  });
}
on("focusin", "input[data-suggest]", (_event, input) => equip(input));
// 一开页光标就在里面的，装得比脚本早，补装一次
onContent(() => {
  if (document.activeElement?.matches("input[data-suggest]")) equip(document.activeElement);
});
