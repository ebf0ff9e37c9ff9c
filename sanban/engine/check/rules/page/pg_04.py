"""文字一律黑色。

除了发文机关标志、红色分隔线和印章，公文里的字都是黑的；彩色的字复印、传真后深浅不一。
白的、淡得看不见的字，可能是有意藏起来的，只提醒，不替人改。
"""

from collections.abc import Iterator

from sanban.engine.check.aspects import run_edits
from sanban.engine.check.document import Document
from sanban.engine.check.paragraphs import Para
from sanban.engine.check.rule import Fault, FormatRule

RED_ROLES = frozenset({"issuer_mark"})
BLACK: dict[str, str | None] = {
    "color": "000000", "color.themeColor": None, "color.themeShade": None,
    "color.themeTint": None,
}  # fmt: skip


def check(document: Document) -> Iterator[Fault]:
    """有颜色的各截；单位规定哪里用红色的，别处红的也不说。"""
    styles = document.rules.styles.items()
    red_too = any(style.red for code, style in styles if code not in RED_ROLES)
    for para in document.paras:
        if not para.roles & RED_ROLES:
            yield from _para(para, red_too=red_too)


def _para(para: Para, *, red_too: bool) -> Iterator[Fault]:
    wrong = [
        one for one in para.pieces if one.text.strip() and one.run is not None
        and not one.look.black and not (red_too and one.look.red)
    ]  # fmt: skip
    hidden = [one for one in wrong if one.look.pale]
    if hidden:
        message = "这里的字是白的或者淡得看不见，请看是不是该删，不删就改成黑色。"
        yield Fault(message, para, hidden[0].start, hidden[-1].end)
    shown = [one for one in wrong if not one.look.pale]
    if shown:
        yield Fault(
            "这里的字有颜色，公文里的字除了红头都用黑色。",
            para, shown[0].start, shown[-1].end, edits=run_edits(shown, BLACK),
        )  # fmt: skip


RULE = FormatRule(id="PG-04", name="coloured-text", clause="5.2.4", check=check, seen=check)
