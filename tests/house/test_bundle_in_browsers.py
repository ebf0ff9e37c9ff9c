"""打好的脚本和样式，在两个真的浏览器里读得进、用得上。"""

from pathlib import Path

import pytest

DIST = Path(__file__).resolve().parents[2] / "sanban/web/static/dist"
PAGE = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'self'">
<link rel="stylesheet" href="/app.css"><script defer src="/app.js"></script></head>
<body data-me="7" data-sign-in="/sign-in/" hx-headers='{}'>
<div id="message"></div><form class="find"><input name="q"></form>
<form class="bar" data-keep="one"><div class="phrases" data-phrases-for="box">
<button type="button" data-phrase="同意">同意</button>
<button type="button" data-phrase="请阅处">阅</button>
</div><textarea id="box" name="opinion"></textarea>
<div class="pick"><div class="tokens" data-picker="/find" data-name="unit" data-lead="lead">
<input type="text" id="who"></div></div>
<button class="primary" data-main hx-post="/act" hx-target="#done">转承办单位</button></form>
<div id="done"></div><div data-drop="/upload" data-accept=".pdf" data-max-mb="1">
<input type="file" multiple></div>
<table class="ledger"><tbody>
<tr><td><a class="title" href="#a"><span>短</span></a></td></tr>
<tr><td><a class="title" href="#b"><span id="long"></span></a></td></tr></tbody></table>
</body></html>"""
REFUSED = '<div class="note stop" role="alert"><p>这件已由吴文静转出，请刷新页面。</p></div>'
FOUND = '[{"id": 3, "label": "县应急管理局", "sub": "xyjglj"}, {"id": 4, "label": "县林草局"}]'


@pytest.fixture
def shown(page):
    """一张小页，脚本样式是真的，地址是假的，一步也不出本机；`answers` 写各地址怎样回答。"""
    answers = page.answers = {}

    def answer(route):
        name = route.request.url.split("/", 3)[3].split("?")[0]
        if name == "find":
            route.fulfill(body=FOUND, content_type="application/json")
        elif name in ("app.js", "app.css"):
            kind = "text/javascript" if name.endswith("js") else "text/css"
            route.fulfill(body=(DIST / name).read_bytes(), content_type=kind)
        elif name in answers:
            answers[name].append(route.request)
            route.fulfill(**answers[name][0])
        else:
            route.fulfill(body=PAGE, content_type="text/html; charset=utf-8")

    page.route("**/*", answer)
    page.goto("http://sanban.test/")
    page.wait_for_function("Boolean(window.htmx)")
    return page


def test_htmx_is_loaded_and_never_evaluates(shown):
    assert shown.evaluate("[htmx.config.allowEval, htmx.config.selfRequestsOnly]") == [False, True]


def test_a_digit_writes_a_phrase_and_rests_while_typing(shown):
    shown.keyboard.press("2")
    shown.keyboard.type("1")
    assert shown.input_value("#box") == "请阅处1"


def test_the_slash_goes_to_the_search_box(shown):
    shown.keyboard.press("/")
    assert shown.evaluate("document.activeElement.name") == "q"


def test_typed_words_come_back_after_the_page_is_opened_again(shown):
    shown.fill("#box", "请县水务局牵头")
    shown.reload()
    assert shown.input_value("#box") == "请县水务局牵头"
    assert shown.is_visible("text=不要了")


def test_the_picker_makes_the_first_the_lead_and_a_click_changes_it(shown):
    for _ in range(2):
        shown.fill("#who", "x")
        shown.wait_for_selector(".options li b")
        shown.press("#who", "Enter")
    values = (
        "Array.from(document.querySelectorAll('.tokens input[type=hidden]'), e => e.name + e.value)"
    )
    assert shown.evaluate(values) == ["lead3", "unit4"]
    shown.click(".tokens span:nth-child(2) .role")
    assert shown.evaluate(values) == ["unit3", "lead4"]


def test_only_a_title_that_is_really_cut_carries_its_full_text(shown):
    shown.evaluate("document.getElementById('long').textContent = '很长的标题'.repeat(200)")
    shown.evaluate("window.dispatchEvent(new Event('resize'))")
    shown.wait_for_selector(".title[data-full]")
    assert shown.evaluate("document.querySelectorAll('.title[data-full]').length") == 1


def test_letters_walk_the_ledger(shown):
    shown.keyboard.press("j")
    shown.keyboard.press("j")
    assert shown.evaluate("document.activeElement.hash") == "#b"


def test_a_refusal_is_said_at_the_top_and_the_words_stay(shown):
    head = {"HX-Retarget": "#message", "HX-Reswap": "innerHTML", "Content-Type": "text/html"}
    shown.answers["act"] = [{"status": 409, "body": REFUSED, "headers": head}]
    shown.fill("#box", "请县水务局牵头")
    shown.press("#box", "Control+Enter")
    shown.wait_for_selector("#message >> text=请刷新页面")
    assert shown.input_value("#box") == "请县水务局牵头"
    assert shown.is_enabled(".primary")


def test_an_expired_session_asks_to_sign_in_and_the_words_stay(shown):
    shown.answers["act"] = [{"status": 401, "body": ""}]
    shown.fill("#box", "请县水务局牵头")
    shown.click(".primary")
    link = shown.wait_for_selector("#message a")
    assert link.get_attribute("href") == "/sign-in/?next=%2F"
    shown.reload()
    assert shown.input_value("#box") == "请县水务局牵头"


def test_a_double_click_sends_once_and_success_forgets_the_draft(shown):
    shown.answers["act"] = [{"status": 200, "body": "已转", "content_type": "text/html"}]
    shown.fill("#box", "同意")
    shown.dblclick(".primary")
    shown.wait_for_selector("#done >> text=已转")
    assert len(shown.answers["act"]) == 2
    shown.reload()
    assert shown.input_value("#box") == ""


def test_a_move_that_leads_to_the_next_page_forgets_the_draft(shown):
    shown.answers["act"] = [{"status": 204, "headers": {"HX-Redirect": "/next/"}}]
    shown.fill("#box", "同意")
    with shown.expect_navigation(url="**/next/"):
        shown.click(".primary")
    assert shown.input_value("#box") == ""


def test_each_dropped_file_gets_its_own_line(shown):
    body = '{"ok": true, "message": "认出 9 项", "next": "/intake/1/", "label": "去核对"}'
    shown.answers["upload"] = [{"status": 200, "body": body, "content_type": "application/json"}]
    files = [
        ("来文.pdf", b"%PDF-1.7"),
        ("空.pdf", b""),
        ("程序.exe", b"MZ"),
        ("大.pdf", b"x" * 2**21),
    ]
    shown.set_input_files(
        "[data-drop] input",
        [{"name": name, "mimeType": "text/plain", "buffer": data} for name, data in files],
    )
    shown.wait_for_selector("#uploads li:nth-child(4).fault")
    told = [line.inner_text() for line in shown.query_selector_all("#uploads li .tell")]
    assert told[0] == "认出 9 项"
    assert ["空的" in told[1], "不收" in told[2], "超过 1 MB" in told[3]] == [True] * 3
    assert len(shown.answers["upload"]) == 2
