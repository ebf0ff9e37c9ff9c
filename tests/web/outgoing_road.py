"""发文全程的路：谁办都从页面上办，一步一个办法；写字板上写一笔，归档的包里该有什么。"""

import re
import zipfile
from io import BytesIO

from playwright.sync_api import expect

from sanban.documents.models import Outgoing
from sanban.documents.services import issuing
from sanban.matters.models import MatterState


class Road:
    """一份发文走的路：一步一个办法，都从页面上办。"""

    def __init__(self, enter, cast):
        self.enter, self.cast = enter, cast

    def at(self, person, pk, tab="file"):
        page = self.enter(person)
        page.goto(f"{self.enter.url}/matters/{pk}/?tab={tab}")
        page.wait_for_selector(".view")
        return page

    def draft(self, kind, subject, body, *, recipients="", query="", **more):
        page = self.enter(self.cast.drafter)
        page.goto(f"{self.enter.url}/drafts/new/{query}")
        if not query:
            page.check(f"input[name=doc_kind][value={kind}]")
            page.fill("#id_subject", subject)
        page.select_option("[name=number_prefix]", label="演政办发（普发性文件）")
        page.click("main button.primary")
        page.wait_for_url("**/draft/")
        if recipients:
            page.fill("[name=main_recipients]", recipients)
        cited = page.input_value("[name=body]").split("\n")[0] if query else ""
        page.fill("[name=body]", f"{cited}\n\n{body}".strip())
        page.eval_on_selector_all(
            "details.more", "all => all.forEach((one) => { one.open = true; })"
        )
        page.select_option("[name=publicity]", "open")
        page.fill("[name=contact]", "孙佳，8200123")
        for name, value in more.items():
            page.fill(f"[name={name}]", value)
        self.save(page)
        return int(page.url.split("/matters/")[1].split("/")[0])

    def save(self, page, reason=""):
        number = page.locator("input[name=base]").first.input_value()
        if reason:
            page.fill("#draft [name=reason]", reason)
        page.click("#draft .primary")
        expect(page.locator("#draft input[name=base]")).not_to_have_value(number)

    def edit(self, person, pk, before, after, reason):
        page = self.enter(person)
        page.goto(f"{self.enter.url}/matters/{pk}/draft/")
        words = page.input_value("[name=body]")
        assert before in words
        page.fill("[name=body]", words.replace(before, after))
        self.save(page, reason)

    def press(self, page, name, *, remark=""):
        if remark:
            page.fill("#remark", remark)
        page.click(f".bar .moves button:has-text('{name}')")
        self.told(page)

    def told(self, page):
        """等到办成的那句话，看过收起，免得和下一句混了。"""
        expect(page.locator("#message .note.done")).to_be_visible()
        page.click("#message .note.done [data-dismiss]")

    def pick(self, page, box, *words):
        for word in words:
            page.fill(box, word)
            page.wait_for_selector("[role=option]")
            page.press(box, "Enter")

    def review(self, pk, *leaders, remark="拟请签发。"):
        page = self.at(self.cast.director, pk, "review")
        page.wait_for_selector("button[name=rest]")
        for one in page.locator("input[name^=waive-]").all():
            one.fill("已核对，可以不改")
        page.check("input[name=outcome-wording][value=comment]")
        page.fill("input[name=remark-wording]", "查出的都看过了")
        page.click("button[name=rest]")
        self.told(page)
        page.wait_for_selector("button[name=rest]")
        for _ in range(page.locator(".consulted form select[name=outcome]").count()):
            page.select_option(".consulted form select[name=outcome] >> nth=0", "pass")
            page.click(".consulted form button >> nth=0")
            self.told(page)
        page = self.at(self.cast.director, pk)
        expect(page.locator("#gates")).to_contain_text("都齐了")
        self.pick(page, "#pick-leader-bar", *leaders)
        self.press(page, "送签发", remark=remark)

    def sign(self, person, pk, *, ink=False):
        page = self.enter(person)
        page.goto(f"{self.enter.url}/leader/{pk}/")
        if ink:
            write(page)
        else:
            page.click(".phrases button >> nth=0")
        page.click(".bar .primary")
        page.wait_for_url(re.compile(r"/leader/(?!" + str(pk) + r"/)"))

    def issue(self, pk, *, units=(), remark="", seals=1):
        """复核、编号、做定稿、用印、付印、核发。"""
        page = self.at(self.cast.clerk, pk)
        self.press(page, "复核通过")
        self.number_and_print(pk, seals)
        self.dispatch(pk, units, remark)
        assert not issuing.seal_check(Outgoing.objects.get(pk=pk))

    def number_and_print(self, pk, seals):
        page = self.at(self.cast.clerk, pk)
        page.click(".bar .moves button:has-text('编号登记')")
        page.wait_for_selector("#ask-way-number select[name=prefix]")
        page.click("#ask-way-number .primary")
        self.told(page)
        page.click("#gates button:has-text('做定稿')")
        self.told(page)
        for _ in range(seals):
            page = self.at(self.cast.clerk, pk)
            page.click("#gates button:has-text('登记用印')")
            expect(page.locator("#ask-seal")).to_contain_text("没有提示以上的问题")
            page.fill("#ask-seal [name=copies]", "60")
            page.click("#ask-seal .primary")
            self.told(page)
        page = self.at(self.cast.clerk, pk)
        page.click("#gates button:has-text('付印')")
        page.fill("#ask-way-print [name=copies]", "60")
        page.click("#ask-way-print .primary")
        self.told(page)

    def dispatch(self, pk, units, remark):
        page = self.at(self.cast.clerk, pk)
        page.click(".bar .moves button:has-text('核发')")
        self.pick(page, "#pick-units", *units)
        if remark:
            page.fill("#ask-way-dispatch textarea", remark)
        page.click("#ask-way-dispatch .primary")
        self.told(page)

    def archive(self, pk):
        page = self.at(self.cast.clerk, pk)
        page.click(".bar a.primary")
        page.wait_for_selector("text=保管期限")
        page.click("main button.primary")
        self.told(page)
        matter = Outgoing.objects.get(pk=pk).matter
        assert matter.state == MatterState.DONE
        answer = page.request.get(f"{self.enter.url}/archive/{matter.archive_item.pk}/zip/")
        assert answer.ok
        return zipfile.ZipFile(BytesIO(answer.body()))


STROKE = """(points) => {
  const board = document.querySelector("#ink-board canvas");
  const box = board.getBoundingClientRect();
  const send = (type, [x, y]) => board.dispatchEvent(new PointerEvent(type, {
    bubbles: true, cancelable: true, pointerId: 7, pointerType: "pen",
    clientX: box.left + x, clientY: box.top + y,
  }));
  send("pointerdown", points[0]);
  points.slice(1).forEach((point) => send("pointermove", point));
  send("pointerup", points[points.length - 1]);
}"""
"""用笔写一笔；Chromium 86 不认自动化的鼠标，所以发的是笔的事件。"""


def write(page):
    """在写字板上写三笔，撤一笔，存下。"""
    page.click(".bar button:has-text('手写')")
    box = page.locator("#ink-board canvas").bounding_box()
    assert box["width"] >= 800
    assert box["height"] >= 370
    page.click("[data-ink-pen=thick]")
    for n in range(3):
        points = [[80 + 160 * n + 9 * k, 90 + (k % 4) * 40] for k in range(12)]
        page.evaluate(STROKE, points)
    page.click("[data-ink-act=undo]")
    page.click("[data-ink-save]")
    page.wait_for_selector("#inked img")


def check_package(package, pk, *, redline, opinion):
    """定稿三种、稿纸、意见、摘要都在；有花脸稿的也在；意见里有这一句。"""
    names = "\n".join(package.namelist())
    for suffix in (".pdf", ".ofd", ".docx"):
        assert suffix in names
    assert "发文稿纸" in names
    assert "签发稿" in names
    assert ("花脸稿" in names) is redline
    whole = b"".join(
        package.read(one) for one in package.namelist() if one.endswith(("json", "xml"))
    )
    assert "sign_off" in whole.decode() or "签发" in whole.decode()
    assert opinion in whole.decode()
    outgoing = Outgoing.objects.get(pk=pk)
    assert outgoing.final_digest in whole.decode("utf-8")
