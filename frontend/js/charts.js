/* 图：数从页面写明的网址取来，画在 data-chart 的块里；同样的数在下面的表里。 */
import { BarChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { all, onContent } from "./dom.js";

use([AriaComponent, BarChart, LineChart, GridComponent, TooltipComponent, CanvasRenderer]);

const ROW = 30, LEAST = 200, EDGES = 72;

const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const size = () => Number.parseFloat(ink("--f2")) || 13;

/** 提示用富文本，不拼 HTML，合于内容安全策略。 */
function tip(data) {
  return {
    trigger: "axis",
    renderMode: "richText",
    axisPointer: { type: "shadow" },
    textStyle: { fontSize: size(), color: ink("--ink") },
    formatter: ([point]) => `${data.labels[point.dataIndex]}\n${data.texts[point.dataIndex]}`,
  };
}

function axes(data) {
  const words = { color: ink("--ink-2"), fontSize: size() };
  const names = {
    type: "category", data: data.labels, axisTick: { show: false },
    axisLine: { lineStyle: { color: ink("--line-2") } },
    axisLabel: { ...words, width: 132, overflow: "truncate" },
  };
  const figures = {
    type: "value", name: data.unit, nameTextStyle: words, axisLabel: words,
    max: data.unit === "%" ? 100 : undefined, minInterval: data.unit === "件" ? 1 : 0,
    splitLine: { lineStyle: { color: ink("--line") } },
  };
  return data.kind === "line"
    ? { xAxis: names, yAxis: figures }
    : { xAxis: figures, yAxis: { ...names, inverse: true } };
}

function series(data) {
  const colour = ink("--blue");
  return {
    type: data.kind, data: data.values, barMaxWidth: 16, symbolSize: 7,
    itemStyle: { color: colour }, lineStyle: { color: colour, width: 2 },
    label: {
      show: data.labels.length <= 24, position: data.kind === "line" ? "top" : "right",
      color: ink("--ink"), fontSize: size(),
    },
  };
}

function draw(box, data) {
  const rows = data.kind === "line" ? 0 : data.labels.length * ROW + EDGES;
  box.style.height = `${Math.max(LEAST, rows)}px`;
  const chart = init(box, null, { renderer: "canvas" });
  chart.setOption({
    animation: false, aria: { enabled: true }, tooltip: tip(data),
    grid: { left: 16, right: 56, top: 36, bottom: 16, containLabel: true },
    series: [series(data)], ...axes(data),
  });
  const fit = () => chart.resize();
  addEventListener("resize", fit);
  addEventListener("beforeprint", fit);
}

async function load(box) {
  if (box.dataset.drawn) return;
  box.dataset.drawn = "1";
  const answer = await fetch(box.dataset.chart, { headers: { Accept: "application/json" } });
  if (answer.ok) draw(box, await answer.json());
  else box.hidden = true;
}

onContent((root) => all("[data-chart]", root).forEach(load));
