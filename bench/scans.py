"""识读的成色：把成文的公文弄成扫描件的样子，看字错几个、各项对不对、费多少 CPU。

python -m bench.scans               一百二十份
python -m bench.scans --count 20    少做几份
python -m bench.scans --show        印出认错的每一项

正文换成语料里的话（法律法规，用字比造的话多得多）；按二百点每英寸画成图，再随机弄歪（正负一度）、
弄糊、加噪点、压成 JPEG、调淡、染黄，落款盖上红章，一成半扫成灰度。各份的样子由种子定，每次一样。
"""

import argparse
import resource
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from io import BytesIO
from random import Random

import pypdfium2

from bench.alarms import CORPUS
from bench.conforming import gongwen
from bench.model import _lines
from bench.worn import Wear, degraded
from sanban.engine.extract import extract_scan
from sanban.engine.gongwen.blocks import Paragraph, plain
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.elements import (
    Body,
    DocNumber,
    IssuerMark,
    MainRecipients,
    Secrecy,
    SignOff,
    Title,
    Urgency,
)
from sanban.engine.gongwen.kinds import DOC_KINDS
from sanban.engine.read import Physical, read
from sanban.engine.read.physical import FOOTER
from sanban.engine.render.pdf import to_pdf
from sanban.engine.scan import scanner

COUNT = 120
LEAST, MOST = 20, 220
"""从语料里取多长的段。"""
# fmt: off
FIELDS = {
    "sender_number":  ("文号", 98),
    "issue_date":     ("日期", 98),
    "secrecy_level":  ("密级", 98),
    "urgency":        ("紧急程度", 98),
    "title":          ("标题", 95),
    "sender_org":     ("机关", 95),
    "main_recipient": ("主送", 95),
}
# fmt: on


@dataclass(frozen=True, slots=True)
class Tally:
    """一份识读下来：读了几页、多少字、错几个字、各项的（应是，认成）。"""

    pages: int
    chars: int
    wrong: int
    fields: dict[str, tuple[str, str]]
    is_grey: bool


def main() -> None:
    """量一遍，打印成表。"""
    parser = argparse.ArgumentParser(prog="python -m bench.scans")
    parser.add_argument("--count", type=int, default=COUNT, metavar="份", help="做多少份")
    parser.add_argument("--first", type=int, default=0, metavar="第几份", help="从第几份起")
    parser.add_argument("--show", action="store_true", help="印出认错的每一项、字错得多的每一页")
    options = parser.parse_args()
    measure(options.count, first=options.first, show=options.show)


def measure(count: int, *, first: int = 0, show: bool = False) -> None:
    """量 `count` 份，一行一项印出来。"""
    scanner.stop()
    before = _child_seconds()
    tallies = [_one(made, chance, show=show) for made, chance in papers(count, first)]
    scanner.stop()
    pages = sum(one.pages for one in tallies)
    chars, wrong = (sum(getattr(one, name) for one in tallies) for name in ("chars", "wrong"))
    _row(f"识读 {count} 份 {pages} 页 {chars} 字：错字", "≤0.5%", f"{wrong / max(chars, 1):.2%}")
    spent = (_child_seconds() - before) / max(pages, 1)
    _row("识读：每页", "≤4 CPU 秒", f"{spent:.2f} CPU 秒")
    for name, (label, target) in FIELDS.items():
        pairs = [one.fields[name] for one in tallies if name in one.fields]
        right = sum(wanted == found for wanted, found in pairs)
        share = f"{right / max(len(pairs), 1):.1%}（{right}/{len(pairs)}）"
        _row(f"识读：{label}", f"≥{target}%", share)
    for label, is_grey in (("彩色", False), ("灰度，章也是灰的", True)):
        pairs = [
            one.fields["issue_date"]
            for one in tallies
            if "issue_date" in one.fields and one.is_grey == is_grey
        ]
        right = sum(wanted == found for wanted, found in pairs)
        print(f"　　其中日期（{label}）：{right}/{len(pairs)}", flush=True)


def _row(name: str, target: str, reached: str) -> None:
    print(f"{name}　目标 {target}　量得 {reached}", flush=True)


def _child_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def papers(count: int, first: int = 0) -> Iterator[tuple[Gongwen, Random]]:
    """公文和弄坏它用的骰子；文种轮着来，正文是语料里的话。"""
    lines = [line for line in _lines(CORPUS) if LEAST <= len(line) <= MOST]
    kinds = list(DOC_KINDS.values())
    for number in range(first, first + count):
        chance = Random(f"scan-{number}")
        made = gongwen(kinds[number % len(kinds)], chance)
        elements = (
            replace(one, blocks=tuple(_spoken(block, lines, chance) for block in one.blocks))
            if isinstance(one, Body)
            else one
            for one in made.elements
        )
        yield replace(made, elements=tuple(elements)), chance


def _spoken(block: object, lines: list[str], chance: Random) -> object:
    is_plain = isinstance(block, Paragraph) and not block.level
    return plain(chance.choice(lines)) if is_plain else block


def _one(made: Gongwen, chance: Random, *, show: bool) -> Tally:
    pdf = to_pdf(made).parts[0]
    wear = Wear.drawn(chance)
    physical, extracted = extract_scan(degraded(pdf, made, (wear, chance)), "扫描.pdf")
    found = _by_page(physical)
    pages = sorted(found)
    truth = _truth(pdf)
    wrong = 0
    for page in pages:
        missed = _distance(truth[page], found[page])
        wrong += missed
        if show and missed > len(truth[page]) * 0.01 + 1:
            print(f"　　{made.kind} 第 {page} 页错 {missed}：")
            print("　　　　", *_changes(truth[page], found[page]))
    fields = {
        name: (wanted, extracted.fields[name].value if name in extracted.fields else "")
        for name, wanted in wanted_of(made).items()
    }
    for name, (wanted, got) in fields.items() if show else ():
        if wanted != got:
            print(f"　　{made.kind} {name}：{wanted} → {got}")
    return Tally(len(pages), sum(len(truth[page]) for page in pages), wrong, fields, wear.is_grey)


def wanted_of(made: Gongwen) -> dict[str, str]:
    """这份公文各项应是什么；没有密级、紧急程度的，应该一个字也没有。"""
    sign, mark, title = made.first(SignOff), made.first(IssuerMark), made.first(Title)
    wanted = {
        "sender_number": str(made.first(DocNumber) or ""),
        "secrecy_level": str(made.first(Secrecy) or ""),
        "urgency": str(made.first(Urgency) or "").strip(),
        "sender_org": "、".join(mark.organs).removesuffix("常务会议") if mark else "",
    }
    recipients = made.first(MainRecipients)
    wanted |= {"issue_date": sign.day.isoformat()} if sign else {}
    wanted |= {"title": title.text} if title else {}
    return wanted | ({"main_recipient": recipients.text} if recipients else {})


# —— 字错几个 ——


def _by_page(physical: Physical) -> dict[int, str]:
    """识读出来的各页的字；页码不算。"""
    pages: dict[int, list[str]] = {}
    for one in physical.paragraphs:
        for char, letter in zip(one.text, one.letters, strict=True):
            if letter and one.place != FOOTER:
                pages.setdefault(letter.page, []).append(char)
    return {number: _folded("".join(chars)) for number, chars in pages.items()}


def _truth(pdf: bytes) -> dict[int, str]:
    """原件各页的字；一页一页地读，跨页的段不接起来。"""
    whole = pypdfium2.PdfDocument(pdf)
    return {number + 1: _page_text(whole, number) for number in range(len(whole))}


def _page_text(whole: pypdfium2.PdfDocument, number: int) -> str:
    single = pypdfium2.PdfDocument.new()
    single.import_pages(whole, [number])
    out = BytesIO()
    single.save(out)
    paragraphs = read(out.getvalue(), "一页.pdf").paragraphs
    return _folded("".join(one.text for one in paragraphs if one.place != FOOTER))


def _folded(text: str) -> str:
    """空白不算，全角半角不分。"""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _changes(one: str, other: str) -> Iterator[str]:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            yield f"{one[a - 3 : a]}【{one[a:b]}→{other[c:d]}】"


def _distance(one: str, other: str) -> int:
    """编辑距离。"""
    row = list(range(len(other) + 1))
    for place, char in enumerate(one, 1):
        corner, row[0] = row[0], place
        for index, against in enumerate(other, 1):
            corner, row[index] = (
                row[index],
                min(corner + (char != against), row[index] + 1, row[index - 1] + 1),
            )
    return row[-1]


if __name__ == "__main__":
    main()
