"""密：找出国家秘密标志；行文里提到“秘密”二字的不算。

依据《中华人民共和国保守国家秘密法》：国家秘密不得在非涉密信息系统中存储、处理、传输。
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sanban.engine.read import Paragraph, Physical

__all__ = ["RULE", "Mark", "classification_mark", "name_mark"]

RULE = (
    "《中华人民共和国保守国家秘密法》规定：国家秘密不得在非涉密信息系统中存储、处理、传输。"
    "本系统不接收涉密文件，请按保密规定通过机要渠道办理。"
)
BLANK = r"[\s\u3000\u200b]{0,6}"
LONGEST = 120
LEVEL = rf"(?:绝{BLANK}密|机{BLANK}密|秘{BLANK}密)(?:{BLANK}级)?"
TERM = rf"(?:{BLANK}[\d０-９一二三四五六七八九十]{{1,3}}{BLANK}(?:年|个月|月|天|日)|{BLANK}长期)"
OPEN, CLOSE = r"[（(\[【〔]", r"[）)\]】〕]"
URGENCY = r"(?:特急|加急|特提|平急|急件)"
STARRED = re.compile(rf"{LEVEL}{BLANK}[★☆⭐✭※*＊]{BLANK}(?:{TERM})?")
# 只有密级（可带期限、括号、紧急程度、份号）的一整行
ALONE = re.compile(
    rf"(?:{BLANK}(?:密级{BLANK}[:：])?{BLANK}{OPEN}?{BLANK}{LEVEL}{TERM}?{BLANK}{CLOSE}?)"
    rf"(?:{BLANK}{URGENCY})?{BLANK}"
)
LEADING = re.compile(
    rf"^(?:份?号?{BLANK}[:：]?{BLANK}\d{{6}}|№{BLANK}\d+|{URGENCY})?[\s\u3000]*"
    rf"(?:密级{BLANK}[:：]{BLANK})?{OPEN}?({LEVEL}{TERM}?){CLOSE}?"
    rf"(?=$|[\s\u3000]+{URGENCY}|[\s\u3000]{{2,}})"
)
AFTER_TITLE = re.compile(rf"{OPEN}{BLANK}{LEVEL}{TERM}?{BLANK}{CLOSE}$")
LABELLED = re.compile(rf"密{BLANK}级{BLANK}[:：]{BLANK}{OPEN}?{LEVEL}(?!{BLANK}[、，,和或及/])")
BRACKETED = re.compile(rf"^{BLANK}{OPEN}{BLANK}{LEVEL}{BLANK}{TERM}?{BLANK}{CLOSE}")
IN_NAME = re.compile(
    rf"{OPEN}{LEVEL}{TERM}?{CLOSE}|^{LEVEL}{TERM}?(?=[\s_\-—+.])|[\s_\-—]{LEVEL}\.\w+$"
)
HEAD = (LEADING, LABELLED, BRACKETED)
# 在这些地方单独出现的密级字样才算标志
HEAD_LINES = 16
PLACES = {"header": "页眉", "footer": "页脚", "watermark": "水印", "textbox": "文本框"}
QUOTED = '“”"「」《》'


@dataclass(frozen=True, slots=True)
class Mark:
    """一处密级标志：`quote` 是原文，`where` 是用话说的位置，`rule` 是拒收的依据。"""

    quote: str
    where: str
    rule: str
    start: int
    end: int


def classification_mark(physical: Physical) -> Mark | None:
    """找密级标志；没有答 None。文件名里的也算。"""
    named = name_mark(physical.name)
    return named or next(_marks(physical), None)


def name_mark(name: str) -> Mark | None:
    """文件名里的密级标志，如“（秘密）关于…….docx”；没有答 None。"""
    found = STARRED.search(name) or IN_NAME.search(name)
    return Mark(found.group().strip(), "文件名", RULE, 0, 0) if found else None


def _marks(physical: Physical) -> Iterator[Mark]:
    index = 0
    for paragraph in physical.paragraphs:
        start = paragraph.start
        for row in paragraph.text.split("\n"):
            if row.strip():
                yield from _in_row(row, index, (paragraph, start))
                index += paragraph.place not in PLACES
            start += len(row) + 1


def _in_row(row: str, index: int, at: tuple[Paragraph, int]) -> Iterator[Mark]:
    paragraph, start = at
    found = _found(row, index, paragraph)
    if found:
        quote = found.group().strip()
        left = start + found.start() + len(found.group()) - len(found.group().lstrip())
        yield Mark(quote, _where(row, index, paragraph), RULE, left, left + len(quote))


def _found(row: str, index: int, paragraph: Paragraph) -> re.Match[str] | None:
    row = row.rstrip()
    starred = STARRED.search(row)
    if starred and not _quoted(row, starred):
        return starred
    if len(row) > LONGEST:
        return None
    if paragraph.place in PLACES or index < HEAD_LINES:
        found = ALONE.fullmatch(row) or next(filter(None, (p.search(row) for p in HEAD)), None)
        if found and not (index >= HEAD_LINES // 2 and _cell_word(paragraph)):
            return found
    titled = index < HEAD_LINES and len(row) < 80 and not row.rstrip().endswith("。")
    return AFTER_TITLE.search(row.rstrip()) if titled else None


def _cell_word(paragraph: Paragraph) -> bool:
    """表格里的一格“秘密”多半是填表的内容，文首的才像密级栏。"""
    return paragraph.place == "table"


def _quoted(row: str, found: re.Match[str]) -> bool:
    """讲解标志写法的（如：应当标注“秘密★1年”）不算。"""
    before, after = row[: found.start()].rstrip()[-1:], row[found.end() :].lstrip()[:1]
    return bool(before and after) and before in QUOTED and after in QUOTED


def _where(row: str, index: int, paragraph: Paragraph) -> str:
    if paragraph.place in PLACES:
        return PLACES[paragraph.place]
    page = f"第{paragraph.page}页" if paragraph.page else ""
    if AFTER_TITLE.search(row.rstrip()) and not ALONE.fullmatch(row):
        return "标题"
    if index >= HEAD_LINES:
        return f"{page or '正文'}第{index + 1}行"
    centred = paragraph.look.align == "center"
    corner = "左上角" if not centred and paragraph.look.align != "right" else "上部"
    return f"{page or '第1页'}{corner}"
