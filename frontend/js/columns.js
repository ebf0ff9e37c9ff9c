/* 台账里要让的列、打印时不印的列：表头格子上写了，<col> 跟着，列宽才不错位。 */
import { all, onContent } from "./dom.js";

const FOLLOW = ["pickcol", "acts", "opt"];

onContent((root) => {
  for (const table of all("table.ledger", root)) {
    const heads = all("thead tr:first-child th", table);
    const columns = all("colgroup col", table);
    if (heads.length !== columns.length) continue;
    heads.forEach((head, n) => FOLLOW.filter((name) => head.classList.contains(name)).forEach((name) => columns[n].classList.add(name)));
  }
});
