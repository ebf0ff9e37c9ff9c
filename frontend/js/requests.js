/* htmx 的设定，和请求没有办成时的一句话。 */
import htmx from "htmx.org/dist/htmx.esm.js";
import { on, say } from "./dom.js";

Object.assign(htmx.config, {
  allowEval: false,
  allowScriptTags: false,
  includeIndicatorStyles: false,
  selfRequestsOnly: true,
  historyCacheSize: 0,
  refreshOnHistoryMiss: true,
  scrollBehavior: "auto",
  timeout: 60000,
  responseHandling: [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "[45]..", swap: true, error: true },
  ],
});

const SENTENCES = {
  0: "没有连上服务器，请看看网络；您写的内容还在，稍后再办一次。",
  403: "这一步没有办成：页面放得太久或您没有这项权限，请刷新页面再办。",
  404: "没有找到这一件，可能已经转走，请刷新页面再看。",
  413: "文件太大，服务器没有收下，请分开上传。",
  500: "系统出了差错，这一步没有办成，已经记下；请稍后再办，仍不行请找系统管理员。",
  503: "数据库这会儿没有应答，没有办成；您写的内容还在，过一会儿再办。",
};

/** 登录过期：请求被转到了登录页，不能把登录页塞进这一块。 */
function expired(xhr) {
  const signIn = document.body.dataset.signIn;
  if (xhr.status === 401) return true;
  return Boolean(signIn && xhr.responseURL) && new URL(xhr.responseURL).pathname === signIn;
}

function askToSignIn() {
  const here = encodeURIComponent(location.pathname + location.search);
  say("登录已经过期，这一步没有办成；您写的内容已替您留着。", "warnbox", {
    href: `${document.body.dataset.signIn || "/"}?next=${here}`,
    label: "重新登录",
  });
}

document.addEventListener("htmx:beforeSwap", (event) => {
  const { detail } = event;
  const { xhr } = detail;
  if (expired(xhr)) {
    detail.shouldSwap = false;
    askToSignIn();
  } else if (xhr.status >= 400 && xhr.status !== 422 && !xhr.getResponseHeader("HX-Retarget")) {
    detail.shouldSwap = false;
    say(SENTENCES[xhr.status] || (xhr.status >= 500 ? SENTENCES[500] : SENTENCES[403]));
  } else if (!detail.requestConfig.elt.closest("[data-quiet]")) {        // 自己在后台换的，不收走上一句话
    document.getElementById("message")?.replaceChildren();
  }
});
for (const type of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(type, () => say(SENTENCES[0]));
}
on("click", "[data-dismiss]", (_event, button) => button.closest(".note")?.remove());

window.htmx = htmx;
