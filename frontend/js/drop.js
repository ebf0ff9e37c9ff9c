/* 拖放文件：可放多个，逐个上传，各有进度；有错就说在那一行。 */
import { make, headers, on, say } from "./dom.js";

const MEGA = 1024 * 1024;
const size = (bytes) => (bytes < MEGA ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / MEGA).toFixed(1)} MB`);

function refusal(zone, file) {
  const limit = Number(zone.dataset.maxMb) || 0;
  const suffixes = (zone.dataset.accept || "").split(",").filter(Boolean);
  const known = !suffixes.length || suffixes.some((suffix) => file.name.toLowerCase().endsWith(suffix.trim()));
  if (!file.size) return "这个文件是空的，请核对原文件。";
  if (limit && file.size > limit * MEGA) return `文件有 ${size(file.size)}，超过 ${limit} MB，请分开或压小再传。`;
  return known ? "" : `不收这种文件，请换成 ${suffixes.map((one) => one.trim().slice(1).toUpperCase()).join("、")}。`;
}

function newRow(zone, file) {
  const bar = make("progress", { max: "100", value: "0", "aria-label": "上传进度" });
  const tell = make("span", { class: "tell quiet small" }, "等候上传");
  const row = make("li", {}, make("b", {}, file.name), make("span", { class: "quiet small" }, size(file.size)), bar, tell);
  const list = document.querySelector(zone.dataset.list || "#uploads") || zone.appendChild(make("ul", { class: "uploads", id: "uploads" }));
  list.classList.add("uploads");
  list.append(row);
  return { row, bar, tell };
}

/** 拒收的密件：不写文件名，只说规定、留下什么、接着怎么办。 */
function refuse(row, told) {
  const steps = told.next.map(([head, rest]) => make("li", {}, make("b", {}, head), rest));
  const words = [make("b", {}, told.title), make("p", {}, told.rule), make("p", {}, told.kept)];
  row.className = "refused";
  row.replaceChildren(make("div", { class: "note stop refusal", role: "alert" }, make("div", {}, ...words, make("ol", { class: "steps" }, ...steps))));
}

/** 回答：JSON {message, next, ok}；message 写在那一行，next 是打开它的地址。 */
function finish(line, xhr) {
  let answer = {};
  try { answer = JSON.parse(xhr.responseText); } catch { /* 不是 JSON，按状态说话 */ }
  const good = xhr.status >= 200 && xhr.status < 300 && answer.ok !== false && Object.keys(answer).length > 0;
  if (answer.refused) { refuse(line.row, answer.refused); return null; }
  line.row.className = good ? "good" : "fault";
  line.bar.remove();
  line.tell.className = "tell small";
  line.tell.textContent = answer.message || (good ? "已收下" : "没有收下，请刷新页面后再传");
  if (answer.next) line.row.append(make("a", { class: "link", href: answer.next }, answer.label || "打开"));
  return good ? answer : null;
}

function send(zone, file) {
  const line = newRow(zone, file);
  const fault = refusal(zone, file);
  return new Promise((done) => {
    if (fault) {
      line.row.className = "fault";
      line.bar.remove();
      line.tell.className = "tell small";
      line.tell.textContent = fault;
      done(null);
      return;
    }
    const form = new FormData();
    form.append(zone.dataset.name || "file", file);
    const xhr = new XMLHttpRequest();
    xhr.open("POST", zone.dataset.drop);
    for (const [name, value] of Object.entries(headers())) xhr.setRequestHeader(name, value);
    xhr.setRequestHeader("Accept", "application/json");
    xhr.upload.addEventListener("progress", (event) => {
      const part = event.lengthComputable ? Math.round((event.loaded / event.total) * 100) : 0;
      line.bar.value = part;
      line.tell.textContent = part < 100 ? `已传 ${part}%` : "正在读文件……";
    });
    xhr.addEventListener("load", () => done(finish(line, xhr)));
    xhr.addEventListener("error", () => { line.row.className = "fault"; line.tell.textContent = "没有传完，请看看网络后再放一次"; done(null); });
    xhr.send(form);
  });
}

async function sendAll(zone, files) {
  if (!files.length) return;
  zone.classList.add("busy");
  const answers = [];
  for (const file of files) answers.push(await send(zone, file));
  zone.classList.remove("busy");
  const good = answers.filter(Boolean);
  zone.dispatchEvent(new CustomEvent("uploaded", { bubbles: true, detail: good }));
  if (files.length === 1 && good.length === 1 && good[0].go) location.assign(good[0].go);
  if (good.length < files.length && files.length > 1) say(`${files.length} 个文件收下 ${good.length} 个，没收下的见各行说明。`, "warnbox");
}

for (const type of ["dragenter", "dragover"]) {
  on(type, "[data-drop]", (event, zone) => { event.preventDefault(); zone.classList.add("over"); });
}
on("dragleave", "[data-drop]", (event, zone) => { if (!zone.contains(event.relatedTarget)) zone.classList.remove("over"); });
on("drop", "[data-drop]", (event, zone) => {
  event.preventDefault();
  zone.classList.remove("over");
  sendAll(zone, Array.from(event.dataTransfer.files));
});
on("change", "[data-drop] input[type=file]", (_event, input) => {
  const files = Array.from(input.files);
  input.value = "";
  sendAll(input.closest("[data-drop]"), files);
});
for (const type of ["dragover", "drop"]) {                      // 放偏了，浏览器不要把页面换成那个文件
  document.addEventListener(type, (event) => event.preventDefault());
}
