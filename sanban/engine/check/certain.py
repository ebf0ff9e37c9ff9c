"""看一眼就知道的段：写错了也认得出的份号、密级、附件说明和印发行。

这些段写得不合规矩时，“认”容易当成别的要素，连累前后；所以先认出来，不交给“认”。
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from sanban.engine.check.paragraphs import Para
from sanban.engine.read.physical import BODY, TABLE, TEXTBOX
from sanban.engine.roles import patterns

PLACES = (BODY, TABLE, TEXTBOX)
OPEN, CLOSE = r"[【（(\[]?", r"[】）)\]]?"
# fmt: off
TOP = (
    ("copy_no",  "copy_no",        re.compile(r"\d{1,8}")),
    ("secrecy",  "classification", re.compile(rf"{OPEN}(?:绝密|机密|秘密){CLOSE}.{{0,10}}")),
    ("urgency",  "urgency",        re.compile(rf"{OPEN}(?:特急|加急|特提|平急|紧急|急){CLOSE}件?")),
)
# fmt: on
NOTE = re.compile(r"附件[:：].{2,}", re.DOTALL)
ITEM = re.compile(r"(\d{1,2})[.．、]")
PRINTED = re.compile(rf"\S.*[\s　]+{patterns.DATE.pattern}\D{{0,4}}")
MARKS = ("文件", "令", "纪要")
LONGEST = 80
FOOT_MM = 235.0
"""版式件里比这还低的，在一面的最下面。"""
NEAR_TOP, NEAR_END = 14, 4


def certain(paras: tuple[Para, ...], zone: set[int]) -> dict[int, tuple[str, frozenset[str]]]:
    """第几段 → （样式代号，要素的名字）。"""
    shown = [para for para in paras if para.bare and para.source.place in PLACES]
    marks = dict(_mark(shown))
    headed = marks or any(para.main.red for para in shown[:NEAR_TOP])
    found = marks | (dict(_top(shown)) if headed else {})
    outside = [para for para in shown if para.index not in zone and not para.in_table]
    found.update(_notes(outside))
    found.update(_print_line(outside))
    return found


Sure = tuple[int, tuple[str, frozenset[str]]]


def _top(shown: list[Para]) -> Iterator[Sure]:
    """红头之前的几段。"""
    for para in shown:
        hit = next((row for row in TOP if row[2].fullmatch(para.bare)), None)
        if hit is None:
            return
        yield para.index, (hit[0], frozenset({hit[1]}))


def _mark(shown: list[Para]) -> Iterator[Sure]:
    """紧挨在文号上面的“……文件”“……令”“……纪要”，不是红的也是红头，不是标题。"""
    for para, after in pairwise(shown[:NEAR_TOP]):
        number = patterns.squeeze(after.bare).partition("签发人")[0]
        numbered = patterns.DOC_NUMBER.fullmatch(number) or patterns.SERIAL.fullmatch(number)
        if numbered and para.bare.endswith(MARKS) and "关于" not in para.bare:
            yield para.index, ("issuer_mark", frozenset({"issuer_mark"}))
            return


def _notes(shown: list[Para]) -> Iterator[Sure]:
    """“附件：”起头的段；后面序号接得上的几段也是。"""
    sure = "attachment_note", frozenset({"attachment_note"})
    following = 0
    for para in shown:
        number = ITEM.match(para.bare)
        if NOTE.fullmatch(para.bare):
            following = 2
        elif following and number and int(number[1]) == following and len(para.bare) < LONGEST:
            following += 1
        else:
            following = 0
        if following:
            yield para.index, sure


def _print_line(shown: list[Para]) -> Iterator[Sure]:
    """全文最后一段：机关、空、日期；在版记的表里，或者上面就是抄送。"""
    last = shown[-1] if shown else None
    if last is None or not PRINTED.fullmatch(last.bare):
        return
    copied = any(patterns.CC.match(para.bare) for para in shown[-NEAR_END:])
    low = (last.source.top or 0) > FOOT_MM
    if last.source.cell or copied or low or last.bare.endswith("印发"):
        yield last.index, ("print_line", frozenset({"print_org", "print_date"}))
