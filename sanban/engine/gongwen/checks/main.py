"""主体和版记：标题、主送、正文、署名和日期、印发（7.3、7.4）。"""

import re
from collections.abc import Iterator

from sanban.engine.gongwen import elements as of
from sanban.engine.gongwen.blocks import PageBreak
from sanban.engine.gongwen.checks.common import clause, line_of
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.kinds import LETTER
from sanban.engine.gongwen.office_rules import Rules
from sanban.engine.gongwen.problems import WARN, Problem
from sanban.engine.gongwen.profiles import POINT
from sanban.engine.gongwen.styles import CHARS, LINES

BETWEEN = re.compile(r"[、，,；;]")
ENDINGS = {"order": ("命令", "令")}
LAST_PAGE = 9999
MANY_PAGES = 200
NO_BODY = "此页无正文"


def title(gongwen: Gongwen, rules: Rules) -> Iterator[Problem]:
    """标题不空，末了是文种。"""
    one = gongwen.first(of.Title)
    if one is None:
        return
    line, name = line_of(one), gongwen.doc_kind.name
    if not one.text.strip():
        yield Problem("标题", "标题是空的。", line, "条例第九条（七）")
    elif not one.text.endswith(ENDINGS.get(gongwen.kind, name)):
        message = f"标题由发文机关、事由和文种组成，末了应当是“{name}”。"
        yield Problem("标题", message, line, "条例第九条（七）", WARN)
    most = int(rules.mm("text_width") / (rules.styles["title"].pt * POINT))
    long = next((row for row in one.lines() if one.breaks and _width(row) > most), "")
    if long:
        message = f"人定的一行“{long}”太长，一行最多 {most} 个字，请再分一行。"
        yield Problem("标题", message, line, clause("7.3.1"), WARN)
    if any(not 0 < place < len(one.text) for place in one.breaks):
        yield Problem("标题", "人定的回行处超出了标题。", line, clause("7.3.1"))


def _width(text: str) -> float:
    """几个字宽：西文和数字算半个。"""
    return sum(0.5 if char.isascii() else 1 for char in text)


def recipients(gongwen: Gongwen, rules: Rules) -> Iterator[Problem]:
    """请示只主送一个机关，其他上行文原则上也是。"""
    one = gongwen.first(of.MainRecipients)
    if one is None or not gongwen.goes_up:
        return
    count = len([part for part in BETWEEN.split(one.text) if part.strip()])
    if count > 1:
        strict = gongwen.kind == "request"
        way = "只能主送一个上级机关" if strict else "原则上主送一个上级机关"
        message = f"{gongwen.doc_kind.name}{way}，这里有 {count} 个，其他的请改为抄送。"
        given = () if strict else (WARN,)
        yield Problem("主送机关", message, line_of(one), "条例第十五条（一）", *given)


def body(gongwen: Gongwen, rules: Rules) -> Iterator[Problem]:
    """正文要有内容，不写“此页无正文”。"""
    for one in gongwen.every(of.Body):
        if all(isinstance(block, PageBreak) for block in one.blocks):
            yield Problem("正文", "正文是空的。", line_of(one), clause("7.3.3"))
        for block in one.blocks:
            if NO_BODY in getattr(block, "text", ""):
                message = "不要写“此页无正文”，落款由系统调整到有正文的一面。"
                yield Problem("正文", message, line_of(block), clause("7.3.5.5"), WARN)
        pages = sum(len(getattr(block, "text", "")) for block in one.blocks) // (LINES * CHARS)
        if pages > MANY_PAGES:
            message = f"正文排满要 {pages} 面，不像一份公文，请看看是不是贴错了。"
            yield Problem("正文", message, line_of(one), clause("5.2.3"), WARN)


def sign_off(gongwen: Gongwen, rules: Rules) -> Iterator[Problem]:
    """署名与机关标志一致；签名章要有职务。"""
    one, mark = gongwen.first(of.SignOff), gongwen.first(of.IssuerMark)
    if one is None:
        return
    line = line_of(one)
    signed = tuple(each.organ for each in one.organs)
    if gongwen.doc_kind.sign_off and not signed:
        yield Problem("发文机关署名", "没有写署名，也没有写发文机关。", line, "条例第九条（十一）")
    if one.style not in of.SIGN_OFFS:
        yield Problem("署名方式", f"没有“{one.style}”这一种。", line, clause("7.3.5"))
    if one.style == of.SIGNATURE and not all(each.post and each.name for each in one.organs):
        message = "加盖签名章的，要写职务全称和姓名。"
        yield Problem("发文机关署名", message, line, clause("7.3.5.3"))
    if mark and len(mark.organs) > 1 and len(signed) != len(mark.organs):
        message = f"标志上有 {len(mark.organs)} 个机关，署名的有 {len(signed)} 个。"
        yield Problem("发文机关署名", message, line, clause("7.3.5"), WARN)


def print_line(gongwen: Gongwen, rules: Rules) -> Iterator[Problem]:
    """印发日期不早于成文日期；信函不写印发。"""
    one, signed = gongwen.first(of.PrintLine), gongwen.first(of.SignOff)
    if one is None:
        return
    if gongwen.format == LETTER:
        message = "信函格式的版记不加印发机关和印发日期，请删去这两项。"
        yield Problem("印发机关和印发日期", message, line_of(one), clause("10.1"))
    if signed and one.day < signed.day:
        message = f"印发日期早于成文日期 {signed.day_text}。"
        yield Problem("印发机关和印发日期", message, line_of(one), clause("7.4.3"), WARN)


def page_numbers(gongwen: Gongwen, rules: Rules) -> Iterator[Problem]:
    """页码从 1 以上起。"""
    for one in gongwen.every(of.PageNumbers):
        if not 1 <= one.first <= LAST_PAGE:
            message = f"起始页码是 {one.first}，要写 1 到 {LAST_PAGE}。"
            yield Problem("页码", message, line_of(one), clause("7.5"))
