"""同一个文件，前后写的名称不一样。

书名号里的文件名、表格里的文件名，一篇里有两种写法，只差一两个字的，多半有一处写错了；
表格里的往往是手工抄的，与正文不同的最要紧。差的是数目、“试行”“修订”一类的，本来就是两个文件，不提。
少的那一种照多的改；一样多的，表格里的照正文核对，都在正文里的作提示。
"""

from collections import Counter
from collections.abc import Iterator

from sanban.engine.proof.likeness import NUMERALS, is_confusable
from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Span, Text

LEAST, MOST = 8, 60
FEW = 600
"""一篇里至多比这么多个名称。"""
KINDS = "通知|意见|方案|办法|决定|规定|通报|报告|请示|批复|函|条例|细则"
CELL = Pattern(rf"[ \u3000]*(?P<name>[^《》\s]{{6,60}}(?:{KINDS}))[ \u3000]*")
APART = frozenset("（）()试行修订稿暂草案正式新旧0123456789０１２３４５６７８９") | NUMERALS
Name = tuple[str, Span, bool]


def check(text: Text) -> Iterator[Hit]:
    """名称两两相比，先按开头、结尾几个字归堆。"""
    names = _names(text)[:FEW]
    times = Counter(name for name, _, _ in names)
    for name, span, in_table in names:
        near = [other for other in times if _is_near(name, other, in_table=in_table)]
        usual = max(near, key=times.__getitem__, default="")
        if not usual or times[usual] < times[name]:
            continue
        is_even = times[usual] == times[name]
        if is_even and in_table < any(cell for other, _, cell in names if other == usual):
            continue
        where = "正文写作" if in_table else "别处写作"
        message = f"同一个文件，{where}“{usual}”，请核对，前后一致。"
        level = Level.HINT if is_even and not in_table else None
        yield Hit(*span, message, (usual,), 0.7, level)


def _names(text: Text) -> list[Name]:
    found: list[Name] = []
    for span in text.pairs.titled:
        inside = Span(span.start + 1, span.end - 1)
        if LEAST <= inside.end - inside.start <= MOST:
            is_cell = any(cell.start <= span.start < cell.end for cell in text.cells)
            found.append((text.raw[slice(*inside)], inside, is_cell))
    for cell in text.cells:
        whole = CELL.compiled.fullmatch(text.raw, *cell)
        if whole and not text.pairs.titled.covers(whole.start("name")):
            found.append((whole["name"], Span(*whole.span("name")), True))
    return found


def _is_near(name: str, other: str, *, in_table: bool) -> bool:
    """只差一两个字；都在正文里的，还要是音同、形近的字，或者只是漏了一个字。"""
    if name == other or abs(len(name) - len(other)) > 2:
        return False
    if name[:2] != other[:2] and name[-4:] != other[-4:]:
        return False
    one, two = _apart(name, other)
    if max(len(one), len(two)) > 2 or not APART.isdisjoint(one + two):
        return False
    if in_table:
        return True
    if len(one) == len(two) == 1:
        return is_confusable(one, two)
    return min(len(one), len(two)) == 0 and len(one + two) == 1


def _apart(name: str, other: str) -> tuple[str, str]:
    """去掉开头、结尾一样的，不一样的那几个字。"""
    pairs = enumerate(zip(name, other, strict=False))
    start = next((at for at, (a, b) in pairs if a != b), min(len(name), len(other)))
    one, two = name[start:], other[start:]
    while one and two and one[-1] == two[-1]:
        one, two = one[:-1], two[:-1]
    return one, two


RULE = Rule(
    id="T82",
    name="title-in-two-forms",
    level=Level.WARNING,
    strength=Strength.PRACTICE,
    basis="全文前后一致",
    check=check,
    wrong={
        "依据《关于进一步做好值班工作的通知》。落实《关于进一步做好值班工作的通知》。"
        "对照《关于进一步作好值班工作的通知》。": (
            "依据《关于进一步做好值班工作的通知》。落实《关于进一步做好值班工作的通知》。"
            "对照《关于进一步做好值班工作的通知》。"
        ),
    },
    right=(
        "《关于印发第一批目录的通知》和《关于印发第二批目录的通知》。",
        "《中华人民共和国商标法》和《中华人民共和国商标法实施条例》。",
    ),
    needs=("《", "通知", "意见", "方案", "办法", "决定", "规定", "报告", "条例"),
)
