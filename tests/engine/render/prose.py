"""随手写的段落，和从 PDF 里把一行行读回来：查禁则、查丢字都用它们。"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from hypothesis import strategies as st

from sanban.engine.gongwen.blocks import plain
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.elements import Body, Signatory, SignOff, Title
from sanban.engine.render.ofd.glyphs import read_sheets
from sanban.engine.render.ofd.sheets import Letters

NOT_FIRST = set("，。、；：？！）》〉”’】〕」』·％%℃～／/")
NOT_LAST = set("（《〈“‘【〔「『￥＄")
TOP, FOOT = 37.0, 262.0
HAN = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同"
    "工也能下过子说产种面而方后多定行学法所民得经县委政府办公室落实安全责任督查群众乡镇部门"
)
END = "演示县2026年9月11日"
WORDS = st.text(HAN, min_size=1, max_size=9)
FIGURES = st.from_regex(r"[1-9][0-9]{0,4}(\.[0-9]{1,2})?(%|万元|个|人|年)?", fullmatch=True)
LATIN = st.sampled_from(("GDP", "App", "5G", "PM2.5", "OFD", "PDF/A"))
PAUSES = st.sampled_from("，，，、；：")
ENDS = st.sampled_from("。。。。？！")
WRAPS = st.sampled_from(
    ("“{}”", "《{}》", "（{}）", "‘{}’", "〔{}〕", "“{}，{}”", "《{}〈{}〉{}》",
     "——{}", "{}……", "{}·{}", "（“{}”）")
)  # fmt: skip


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """一句话：词、数、西文、成对的标点、破折号、省略号，以句末标点收尾。"""
    parts = []
    for _ in range(draw(st.integers(1, 9))):
        words = [draw(WORDS), draw(WORDS), draw(WORDS)]
        shape = draw(st.one_of(WRAPS, st.just("{}"), st.just("{}")))
        parts += [shape.format(*words), draw(st.one_of(FIGURES, LATIN, WORDS)), draw(PAUSES)]
    return "".join(parts[:-1]) + draw(ENDS)


PARAGRAPHS = st.lists(sentences(), min_size=1, max_size=4).map("".join)
BODIES = st.lists(PARAGRAPHS, min_size=4, max_size=14)


def prose(paragraphs: Iterable[str]) -> Gongwen:
    """只有标题、正文和落款的一份白头件。"""
    body = Body(tuple(plain(text) for text in paragraphs))
    end = SignOff((Signatory("演示县"),), date(2026, 9, 11), "none")
    return Gongwen("notice", (Title("通知"), body, end), direction="下行")


def lines(pdf: bytes) -> Iterator[str]:
    """PDF 版心里的一行行字，从上到下。"""
    for sheet in read_sheets(pdf):
        rows: dict[float, list[tuple[float, str]]] = {}
        for letters in (one for one in sheet.drawn if isinstance(one, Letters)):
            for char, x, y in letters.glyphs:
                if TOP < y < FOOT + 1:
                    rows.setdefault(round(y, 1), []).append((x, char))
        for _, row in sorted(rows.items()):
            yield "".join(char for _, char in sorted(row, key=lambda one: one[0]))


def offences(rows: Iterable[str]) -> list[str]:
    """犯了禁则的行：行首、行末不该有的标点，破折号、省略号、数字拆成两行。"""
    rows = list(rows)
    found = [row for row in rows if row[0] in NOT_FIRST or row[-1] in NOT_LAST]
    pairs = pairwise(rows)
    return found + [f"{one}|{two}" for one, two in pairs if _torn(one[-1], two[0])]


def _torn(last: str, first: str) -> bool:
    return (last == first and last in "—…") or (last.isdigit() and first.isdigit())
