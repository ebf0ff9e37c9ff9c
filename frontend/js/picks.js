/* 台账里选件：全选本页，数清选了几件，批量按钮随之可用；Shift 点选一段。 */
import { all, on, onContent } from "./dom.js";

let last = null;
const boxesOf = (form) => all("td.pickcol input[type=checkbox]", form);

function tally(form) {
  const boxes = boxesOf(form);
  const chosen = boxes.filter((box) => box.checked);
  for (const box of boxes) box.closest("tr").classList.toggle("picked", box.checked);
  const head = form.querySelector("th.pickcol input");
  if (head) {
    head.checked = boxes.length > 0 && chosen.length === boxes.length;
    head.indeterminate = chosen.length > 0 && chosen.length < boxes.length;
  }
  for (const place of all("[data-picked-count]", form)) place.textContent = String(chosen.length);
  for (const part of all("[data-picked]", form)) part.hidden = !chosen.length;
  for (const part of all("[data-unpicked]", form)) part.hidden = chosen.length > 0;
}

on("change", "[data-picks] th.pickcol input", (_event, head) => {
  const form = head.closest("[data-picks]");
  for (const box of boxesOf(form)) box.checked = head.checked;
  tally(form);
});
on("click", "[data-picks] td.pickcol input", (event, box) => {
  const form = box.closest("[data-picks]");
  const boxes = boxesOf(form);
  if (event.shiftKey && boxes.includes(last)) {
    const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
    for (const other of boxes.slice(from, to + 1)) other.checked = box.checked;
  }
  last = box;
  tally(form);
});
onContent((root) => {
  const forms = all("[data-picks]", root);
  const outer = root instanceof Element && root.closest("[data-picks]");
  if (outer) forms.push(outer);
  forms.forEach(tally);
});
window.addEventListener("pageshow", () => all("[data-picks]").forEach(tally));
