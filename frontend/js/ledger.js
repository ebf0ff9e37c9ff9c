/* 台账：展开一行（O 键）、收起一组、用别人写的。展开的内容从服务器取，收起就扔。 */
import { all, on } from "./dom.js";

/** 跟在一行后面展开的几行。 */
function opened(row) {
  const found = [];
  for (let next = row.nextElementSibling; next && next.classList.contains("more"); next = next.nextElementSibling) found.push(next);
  return found;
}

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("button.unfold") : null;
  if (!button) return;
  const row = button.closest("tr");
  const shut = button.getAttribute("aria-expanded") === "true";
  button.setAttribute("aria-expanded", String(!shut));
  row.classList.toggle("open", !shut);
  if (!shut) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  opened(row).forEach((one) => one.remove());
}, true);

on("click", "tr.unit button[aria-expanded]", (_event, button) => {
  const shut = button.getAttribute("aria-expanded") === "true";
  button.setAttribute("aria-expanded", String(!shut));
  button.textContent = shut ? "▸" : "▾";
  for (const row of all("tr:not(.unit)", button.closest("tbody"))) row.hidden = shut;
});

on("click", "[data-take]", (_event, button) => {
  const field = document.getElementById(button.dataset.take);
  if (!field) return;
  field.value = button.dataset.value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  button.closest(".theirs")?.remove();
});
