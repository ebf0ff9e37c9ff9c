/* 选人、选单位：可选多个；有主办之分的，深色为主办，点一下换。 */
import { all, make, onContent } from "./dom.js";
import { attach } from "./suggest.js";

/** 一格里的全部：先主办后协办的次序不动，只换角色。 */
function build(box) {
  const { name, lead: leadName, max } = box.dataset;
  const input = box.querySelector("input:not([type=hidden])");
  const limit = Number(max) || 0;
  let picked = all("[data-id]", box).map((token) => ({
    id: token.dataset.id, label: token.dataset.label || token.textContent.trim(), lead: "host" in token.dataset,
  }));

  function token(row) {
    const drop = make("button", { type: "button", class: "drop", "aria-label": `去掉${row.label}` }, "×");
    const text = leadName && row.lead ? `主办 ${row.label}` : row.label;
    const span = make("span", { class: leadName && row.lead ? "host" : null, "data-id": row.id });
    const label = make(leadName ? "button" : "b", leadName ? { type: "button", class: "role", title: "点一下换主办、协办" } : {}, text);
    span.append(label, make("input", { type: "hidden", name: leadName && row.lead ? leadName : name, value: row.id }), drop);
    drop.addEventListener("click", () => { picked = picked.filter((other) => other !== row); changed(); input.focus(); });
    if (leadName) label.addEventListener("click", () => toggle(row));
    return span;
  }
  function toggle(row) {
    const many = "leads" in box.dataset;
    if (!many) picked.forEach((other) => { if (other !== row) other.lead = false; });
    row.lead = !row.lead;
    changed();
  }
  function draw() {
    all("[data-id]", box).forEach((old) => old.remove());
    picked.forEach((row) => input.before(token(row)));
    input.hidden = Boolean(limit && picked.length >= limit);
    input.required = "required" in box.dataset && !picked.length;
  }
  function changed() {
    draw();
    box.dispatchEvent(new CustomEvent("picked", { bubbles: true, detail: picked.map((row) => row.id) }));
  }
  attach(input, {
    url: box.dataset.picker,
    skip: (row) => picked.some((other) => other.id === String(row.id)),
    pick(row) {
      const lead = Boolean(leadName) && !picked.some((other) => other.lead);
      picked.push({ id: String(row.id), label: row.label, lead });
      input.value = "";
      changed();
    },
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Backspace" || input.value || !picked.length) return;
    picked.pop();
    changed();
  });
  box.addEventListener("click", (event) => { if (event.target === box) input.focus(); });
  draw();
}

onContent((root) => {
  const boxes = all("[data-picker]", root);
  if (root instanceof Element && root.matches("[data-picker]")) boxes.push(root);
  for (const box of boxes) {
    if (box.dataset.ready) continue;
    box.dataset.ready = "1";
    build(box);
  }
});
