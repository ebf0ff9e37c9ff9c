"""必有的要素：哪种公文少不了哪一项（条例第九条；GB/T 9704-2012 第 7、10 章）。"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sanban.engine.gongwen import elements as of
from sanban.engine.gongwen.checks.common import clause
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.kinds import (
    FORMATS,
    GENERAL,
    LETTER,
    MINUTES_FORMAT,
    ORDER_FORMAT,
    UP,
)
from sanban.engine.gongwen.office_rules import Rules
from sanban.engine.gongwen.problems import REFUSE, WARN, Problem

# 这几种总有受文的机关；别的可以普发、公开发布，只提醒
MUST_ADDRESS = ("request", "report", "reply", "letter", "bill")
ADOPTED = ("resolution", "communique")
TITLED = (GENERAL, LETTER)
# 这两种格式只给一个文种用
OWN_FORMATS = {ORDER_FORMAT: "order", MINUTES_FORMAT: "minutes"}


@dataclass(frozen=True, slots=True)
class Must:
    """一项必有的要素：`level` 说这份公文缺了它是拒绝、提醒还是没关系（空）。"""

    name: str
    there: Callable[[Gongwen], bool]
    level: Callable[[Gongwen], str]
    clause: str


def _has(*wanted: type) -> Callable[[Gongwen], bool]:
    return lambda gongwen: any(isinstance(one, wanted) for one in gongwen.elements)


def _always(gongwen: Gongwen) -> str:
    return REFUSE


def _addressed(gongwen: Gongwen) -> bool:
    moved = gongwen.first(of.CcRecipients)
    return bool(gongwen.first(of.MainRecipients) or (moved and moved.main))


def _must_address(gongwen: Gongwen) -> str:
    if gongwen.kind in MUST_ADDRESS:
        return REFUSE
    return WARN if gongwen.doc_kind.recipient and gongwen.direction != "公布" else ""


def _must_sign(gongwen: Gongwen) -> str:
    return REFUSE if gongwen.doc_kind.sign_off or gongwen.kind in ADOPTED else ""


def _must_print(gongwen: Gongwen) -> str:
    return WARN if gongwen.format == GENERAL else ""


def _must_title(gongwen: Gongwen) -> str:
    return REFUSE if gongwen.format in TITLED else ""


def _must_signer(gongwen: Gongwen) -> str:
    return REFUSE if gongwen.goes_up else ""


def _dated(gongwen: Gongwen) -> bool:
    if gongwen.kind in ADOPTED:
        return _has(of.SignOff, of.Adoption)(gongwen)
    return _has(of.SignOff)(gongwen)


# fmt: off
MUSTS = (
    Must("发文机关标志", _has(of.IssuerMark),  _always,       "条例第九条（四）"),
    Must("发文字号",     _has(of.DocNumber),   _always,       "条例第九条（五）"),
    Must("签发人",       _has(of.Signers),     _must_signer,  "条例第九条（六）"),
    Must("标题",         _has(of.Title),       _must_title,   "条例第九条（七）"),
    Must("主送机关",     _addressed,           _must_address, "条例第九条（八）"),
    Must("正文",         _has(of.Body),        _always,       "条例第九条（九）"),
    Must("成文日期",     _dated,               _must_sign,    "条例第九条（十二）"),
    Must("印发机关和印发日期", _has(of.PrintLine), _must_print, "条例第九条（十七）"),
    Must("页码",         _has(of.PageNumbers), lambda _: WARN, "条例第九条（十八）"),
)
# fmt: on


def required(gongwen: Gongwen, rules: Rules) -> Iterator[Problem]:
    """少了哪一项。"""
    for must in MUSTS:
        level = must.level(gongwen)
        if level and not must.there(gongwen):
            what = f"{FORMATS[gongwen.format]}格式的{gongwen.doc_kind.name}"
            yield Problem(must.name, f"{what}没有写{must.name}。", 0, must.clause, level)


def format_fits(gongwen: Gongwen, rules: Rules) -> Iterator[Problem]:
    """格式与文种合不合。"""
    own = OWN_FORMATS.get(gongwen.format)
    if own and own != gongwen.kind:
        message = f"{FORMATS[gongwen.format]}格式不能用于{gongwen.doc_kind.name}。"
        yield Problem("格式", message, clause=clause("第 10 章"))
    if gongwen.format == LETTER and gongwen.direction == UP:
        message = "上行文要标签发人，信函格式没有它的位置，请用文件格式。"
        yield Problem("格式", message, clause=clause("7.2.6、10.1"))
    if gongwen.kind == "order" and gongwen.format != ORDER_FORMAT:
        message = "命令（令）有自己的格式，请用命令（令）格式。"
        yield Problem("格式", message, 0, clause("10.2"), WARN)


def direction_fits(gongwen: Gongwen, rules: Rules) -> Iterator[Problem]:
    """行文方向与文种合不合。"""
    kind = gongwen.doc_kind
    if gongwen.direction and gongwen.direction not in kind.directions:
        message = f"{kind.name}不作{gongwen.direction}文，只能是 {'、'.join(kind.directions)}。"
        yield Problem("行文方向", message, clause="条例第八条")
