/* 写字板：笔、手指、鼠标都能写；三种粗细，撤一笔，全清；送出的是笔迹，图由服务器照着画。 */
import { all, on, onContent } from "./dom.js";

const PENS = { thin: 2.5, middle: 4.5, thick: 7 };
const LEAST = 800;                                        // 板子窄的（手机），坐标放大到至少这么宽
const INK = "#181818";
export const boards = new WeakMap();

/** 一块板：笔迹按板上的坐标记着，画布跟着屏的细密程度放大。 */
function build(box) {
  const canvas = box.querySelector("canvas");
  const board = { box, canvas, strokes: [], pen: "middle", live: null, width: 0, height: 0, scale: 1, pointer: null };
  boards.set(box, board);
  canvas.addEventListener("pointerdown", (event) => start(board, event));
  canvas.addEventListener("pointermove", (event) => go(board, event));
  for (const type of ["pointerup", "pointercancel", "lostpointercapture"]) canvas.addEventListener(type, (event) => end(board, event));
  canvas.addEventListener("contextmenu", (event) => event.preventDefault());
  fit(board);
}

/** 板的大小变了（横过来、开对话框）：没写过字就换坐标，写过的只换比例。 */
function fit(board) {
  const seen = board.canvas.getBoundingClientRect();
  if (!seen.width || !seen.height) return;
  if (!board.strokes.length) {
    const times = Math.max(1, LEAST / seen.width);
    board.width = Math.min(2400, Math.round(seen.width * times));
    board.height = Math.min(2400, Math.round(seen.height * times));
  }
  const fine = window.devicePixelRatio || 1;
  board.canvas.width = Math.round(seen.width * fine);
  board.canvas.height = Math.round(seen.height * fine);
  board.scale = Math.min(board.canvas.width / board.width, board.canvas.height / board.height);
  draw(board);
}

function place(board, event) {
  const seen = board.canvas.getBoundingClientRect();
  const fine = board.canvas.width / seen.width;
  const x = ((event.clientX - seen.left) * fine) / board.scale;
  const y = ((event.clientY - seen.top) * fine) / board.scale;
  const round = (value, most) => Math.round(Math.min(Math.max(value, 0), most) * 10) / 10;
  return [round(x, board.width), round(y, board.height)];
}

function start(board, event) {
  if (board.pointer !== null || (event.pointerType === "mouse" && event.button !== 0)) return;
  event.preventDefault();
  if (!board.width) fit(board);
  board.pointer = event.pointerId;
  try { board.canvas.setPointerCapture(event.pointerId); } catch { /* 没有捕住也能写 */ }
  board.live = { pen: board.pen, points: [place(board, event)] };
  draw(board);
}

function go(board, event) {
  if (event.pointerId !== board.pointer || !board.live) return;
  event.preventDefault();
  const seen = event.getCoalescedEvents ? event.getCoalescedEvents() : [];
  for (const one of seen.length ? seen : [event]) {
    const point = place(board, one);
    const last = board.live.points[board.live.points.length - 1];
    if (Math.hypot(point[0] - last[0], point[1] - last[1]) >= 1) board.live.points.push(point);
  }
  draw(board);
}

function end(board, event) {
  if (event.pointerId !== board.pointer) return;
  board.pointer = null;
  if (board.live) board.strokes.push(board.live);
  board.live = null;
  draw(board);
}

function line(pen, stroke) {
  const { points } = stroke;
  pen.lineWidth = PENS[stroke.pen];
  pen.beginPath();
  pen.moveTo(points[0][0], points[0][1]);
  for (let n = 1; n < points.length - 1; n += 1) {
    const [x, y] = points[n];
    const [nextX, nextY] = points[n + 1];
    pen.quadraticCurveTo(x, y, (x + nextX) / 2, (y + nextY) / 2);
  }
  const last = points[points.length - 1];
  pen.lineTo(last[0] + (points.length === 1 ? 0.1 : 0), last[1]);
  pen.stroke();
}

export function draw(board) {
  const pen = board.canvas.getContext("2d");
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.clearRect(0, 0, board.canvas.width, board.canvas.height);
  pen.setTransform(board.scale, 0, 0, board.scale, 0, 0);
  Object.assign(pen, { lineCap: "round", lineJoin: "round", strokeStyle: INK });
  for (const stroke of board.live ? [...board.strokes, board.live] : board.strokes) line(pen, stroke);
  board.box.classList.toggle("written", board.strokes.length > 0 || Boolean(board.live));
}

const ACTS = {
  undo: (board) => { board.strokes.pop(); draw(board); },
  clear: (board) => { board.strokes = []; fit(board); },
};

on("click", "[data-ink-pen]", (_event, button) => {
  const box = button.closest("[data-ink]");
  boards.get(box).pen = button.dataset.inkPen;
  for (const other of all("[data-ink-pen]", box)) other.setAttribute("aria-pressed", String(other === button));
});
on("click", "[data-ink-act]", (_event, button) => ACTS[button.dataset.inkAct](boards.get(button.closest("[data-ink]"))));

onContent((root) => {
  const boxes = all("[data-ink]", root);
  for (const box of boxes) if (!boards.has(box)) build(box);
});
new MutationObserver((changes) => {
  for (const change of changes) {
    const box = change.target.querySelector?.("[data-ink]");
    if (box && boards.has(box)) fit(boards.get(box));
  }
}).observe(document.documentElement, { subtree: true, attributeFilter: ["open"] });
window.addEventListener("resize", () => all("[data-ink]").forEach((box) => boards.has(box) && fit(boards.get(box))));
