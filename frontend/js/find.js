/* 顶栏的搜索框：边写边出候选，头一条就是照写的搜；选单位、人的，去只看它的结果。 */
import { on, onContent } from "./dom.js";
import { attach } from "./suggest.js";

function equip(input) {
  if (input.dataset.ready) return;
  input.dataset.ready = "1";
  attach(input, { url: input.dataset.find, pick(row) { location.assign(row.go); } });
}

on("focusin", "input[data-find]", (_event, input) => equip(input));
onContent(() => {
  if (document.activeElement?.matches("input[data-find]")) equip(document.activeElement);
});
