"""版头：份号、密级、紧急程度、机关标志、发文字号、签发人（7.2）。"""

import re
from collections.abc import Iterator

from sanban.engine.gongwen import elements as of
from sanban.engine.gongwen.checks.common import clause, line_of
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.kinds import LETTER, MINUTES_FORMAT, ORDER_FORMAT
from sanban.engine.gongwen.office_rules import Rules
from sanban.engine.gongwen.problems import WARN, Problem

LAST_COPY = 999_999
LEVELS = ("绝密", "机密", "秘密")
TERM = re.compile(r"(?:[1-9]\d?(?:年|个月|天)|长期)?")
URGENCIES = ("特急", "加急")
TELEGRAM = ("特提", "平急")
MOST_MARKS = 6
PLAIN_NUMBER = re.compile(r"第[1-9]\d{0,4}[号次期]")
FORMAL = re.compile(r"[一-龥A-Za-z]{1,12}〔(?:19|20)\d{2}〕[1-9]\d{0,4}号")
# 发文字号常见的写错：怎么认、怎么说
WRONG_NUMBERS = (
    (re.compile(r"[\[［(（【{]\d+[\]］)）】}]"), "年份要用六角括号〔〕括起来。"),
    (re.compile(r"〔(?!\d{4}〕)"), "年份要标全四位数字。"),
    (re.compile(r"〕\s*第"), "发文顺序号前不加“第”字。"),
    (re.compile(r"〕\s*0"), "发文顺序号不编虚位，1 不写成 01。"),
    (re.compile(r"[０-９]"), "年份和顺序号用半角的阿拉伯数字。"),
    (re.compile(r"\s"), "发文字号中间不加空格。"),
    (re.compile(r"[^号]$"), "发文顺序号后面要写“号”字。"),
)
SECRET = (
    "这份公文标了密级。请确认这台计算机可以处理涉密文件；"
    "三办的网页系统不收涉密文件，命令行也不留存。"
)


def copy_no(gongwen: Gongwen, rules: Rules) -> Iterator[Problem]:
    """份号是六位。"""
    for one in gongwen.every(of.CopyNo):
        if not 1 <= one.number <= LAST_COPY:
            message = f"份号是六位数字，{one.number} 不行，请写 1 到 {LAST_COPY}。"
            yield Problem("份号", message, line_of(one), clause("7.2.1"))


def secrecy(gongwen: Gongwen, rules: Rules) -> Iterator[Problem]:
    """密级写得对不对；写对了提醒一次。"""
    for one in gongwen.every(of.Secrecy):
        line, why = line_of(one), clause("7.2.2")
        if one.level not in LEVELS or not TERM.fullmatch(one.term):
            message = f"“{one}”写得不对，密级写 {'、'.join(LEVELS)}，期限写 1年、6个月、长期。"
            yield Problem("密级和保密期限", message, line, why)
        elif not gongwen.first(of.CopyNo):
            yield Problem("份号", "涉密公文要标份号，请补上。", line, "条例第九条（一）")
        else:
            yield Problem("密级和保密期限", SECRET, line, "保守国家秘密法", WARN)


def urgency(gongwen: Gongwen, rules: Rules) -> Iterator[Problem]:
    """紧急程度用规定的字。"""
    for one in gongwen.every(of.Urgency):
        if one.text not in URGENCIES:
            note = "，特提、平急只用于电报" if one.text in TELEGRAM else ""
            message = f"没有“{one.text}”，公文只标特急、加急{note}。"
            yield Problem("紧急程度", message, line_of(one), "条例第九条（三）")


def issuers(gongwen: Gongwen, rules: Rules) -> Iterator[Problem]:
    """机关标志有几个机关，有没有空的、重的。"""
    mark = gongwen.first(of.IssuerMark)
    if mark is None:
        return
    count, line = len(mark.organs), line_of(mark)
    if not count or not all(mark.organs) or len(set(mark.organs)) < count:
        yield Problem("发文机关标志", "机关名称是空的，或者写了两次。", line, clause("7.2.4"))
    if count > MOST_MARKS:
        message = (
            f"联合行文的标志最多排 {MOST_MARKS} 个机关，这里有 {count} 个，首页排不下正文；"
            "请在“机关标志”里只写主办机关，其他机关照常署名。"
        )
        yield Problem("发文机关标志", message, line, clause("7.2.4"))
    if gongwen.format == LETTER and count > 1:
        message = "信函格式联合行文只用主办机关的标志。"
        yield Problem("发文机关标志", message, line, clause("10.1"))


def doc_number(gongwen: Gongwen, rules: Rules) -> Iterator[Problem]:
    """发文字号的写法（7.2.5）。"""
    number = gongwen.first(of.DocNumber)
    if number is None or FORMAL.fullmatch(str(number)):
        return
    said = str(number)
    alone = gongwen.format in (ORDER_FORMAT, MINUTES_FORMAT)
    if alone and PLAIN_NUMBER.fullmatch(said):
        return
    example = "第3号" if alone else "演政办发〔2026〕12号"
    why = next((why for wrong, why in WRONG_NUMBERS if wrong.search(said)), "")
    message = f"“{said}”写得不对，应当像 {example}。{why}"
    yield Problem("发文字号", message, line_of(number), clause("7.2.5"))


def signers(gongwen: Gongwen, rules: Rules) -> Iterator[Problem]:
    """只有上行文标签发人，联合上行文每个机关一位。"""
    one, mark = gongwen.first(of.Signers), gongwen.first(of.IssuerMark)
    if one is None:
        return
    if not gongwen.goes_up:
        message = f"只有上行文标签发人，这份{gongwen.doc_kind.name}是{gongwen.direction}文。"
        yield Problem("签发人", message, line_of(one), "条例第九条（六）", WARN)
    elif mark and len(one.names) < len(mark.organs):
        message = f"{len(mark.organs)} 个机关联合上报，签发人只有 {len(one.names)} 位。"
        yield Problem("签发人", message, line_of(one), clause("7.2.6"), WARN)
