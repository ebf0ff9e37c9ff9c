"""格式检查的成色：弄坏的查得出多少、段落对不对、多不多嘴；改得好多少；多快。

python -m bench.formats            全量（每条规则二百份）
python -m bench.formats --quick    看个大概
python -m bench.formats --only seen    只看版式件（docx、seen、pages、speed 里的几样）
"""

import argparse
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from random import Random

from bench.conforming import papers
from bench.mutations import BREAKABLE, WHOLE, Broken, break_one
from bench.papers import paper
from bench.seen_faults import BENDS, bend_one
from sanban.engine.check import check_format
from sanban.engine.check.document import Document, open_document
from sanban.engine.check.running import findings_of, joined
from sanban.engine.check.seen.document import SeenDocument, open_seen
from sanban.engine.fix import NotFixed, fix
from sanban.engine.fix.fixing import Options
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.office_rules import STANDARD
from sanban.engine.gongwen.profiles import PROFILES
from sanban.engine.proof.finding import Finding
from sanban.engine.proof.office import Layout
from sanban.engine.proof.rule import Level
from sanban.engine.render.docx import to_docx
from sanban.engine.render.ofd import to_ofd
from sanban.engine.render.pdf import to_pdf

FULL, QUICK = (500, 200, 60), (60, 20, 20)
"""规范的公文几份；每条规则弄坏几份；量快慢几次。"""
PAGES, MENDED = 10, 4
MOST_SEEN = 150
PARTS = ("docx", "seen", "pages", "speed")
"""量快慢的公文几页；弄坏的每几份改一份看看。"""


def main() -> None:
    """量一遍，打印成表。"""
    parser = argparse.ArgumentParser(prog="python -m bench.formats")
    parser.add_argument("--quick", action="store_true", help="少做几份")
    parser.add_argument("--rules", nargs="+", help="只弄坏这几条")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="只量这几样")
    options = parser.parse_args()
    clean, each, times = QUICK if options.quick else FULL
    made = list(papers(clean))
    pool = [data for _, _, data in made]
    wanted = options.rules or [*BREAKABLE, *BENDS]
    if "docx" in options.only:
        _clean(pool)
        _mutated(pool, each, [rule for rule in BREAKABLE if rule in wanted])
    if "seen" in options.only:
        _seen([(name, gongwen) for name, gongwen, _ in made], each, wanted)
    if "pages" in options.only:
        _laid(pool[:times])
    if "speed" in options.only:
        _speed(times)


def _seen(made: list[tuple[str, Gongwen]], each: int, rules: list[str]) -> None:
    """版式件：规范的 PDF、OFD，和弄坏的。"""
    pool: list[SeenDocument] = []
    for suffix, draw in (("pdf", to_pdf), ("ofd", to_ofd)):
        levels: Counter[Level] = Counter()
        for name, gongwen in made:
            profile = next(one for one in PROFILES.values() if one.title in name)
            data = draw(gongwen, rules=replace(STANDARD, profile=profile)).data
            document = open_seen(data, f"公文.{suffix}")
            levels.update(one.level for one in findings_of(document))
            pool += [document] if suffix == "pdf" and len(pool) < MOST_SEEN else []
        above = levels[Level.ERROR] + levels[Level.WARNING]
        print(f"规范的 {suffix.upper()} {len(made)} 份：错误和警告 {above} 处，"
              f"提示 {levels[Level.HINT]} 处")  # fmt: skip
    total: Counter[str] = Counter()
    print(f"{'版式件':8}{'份数':>6}{'查出':>6}{'段对':>6}{'多余':>6}")
    for rule in BENDS:
        if rule in rules:
            counts = _bent(rule, pool, each)
            total.update(counts)
            print(_row(rule, counts))
    made_count = total["made"] or 1
    print(f"版式件查出 {total['found'] / made_count:.1%}，段对 {total['right'] / made_count:.1%}，"
          f"多余 {total['extra'] / made_count:.1%}")  # fmt: skip


def _bent(rule: str, pool: list[SeenDocument], each: int) -> Counter[str]:
    """本来就有的提示不算多余。"""
    chance = Random(rule)
    counts: Counter[str] = Counter()
    for document in chance.sample(pool, len(pool)) * 6:
        if counts["made"] >= each:
            break
        bent = bend_one(rule, document, chance)
        if bent is None:
            continue
        usual = {(one.rule, one.message) for one in findings_of(document)}
        opened = bent.open()
        found = [one for one in findings_of(opened) if (one.rule, one.message) not in usual]
        own = [one for one in found if one.rule == rule]
        right = [one for one in own if bent.is_right(opened, one)]
        counts.update(made=1, found=bool(own), right=bool(right), extra=len(found) - len(right))
    return counts


def _laid(pool: list[bytes]) -> None:
    """DOCX 排出来看：自己的公文不该有错误和警告。"""
    levels: Counter[Level] = Counter()
    start = time.perf_counter()
    for data in pool:
        found = joined(data, "公文.docx", (), Layout(pages=True))
        levels.update(one.level for one in found)
    above = levels[Level.ERROR] + levels[Level.WARNING]
    print(f"排出来看的 DOCX {len(pool)} 份：错误和警告 {above} 处，提示 {levels[Level.HINT]} 处，"
          f"每份 {(time.perf_counter() - start) / len(pool):.1f} 秒")  # fmt: skip


def _clean(pool: list[bytes]) -> None:
    levels = Counter(one.level for data in pool for one in check_format(data))
    above = levels[Level.ERROR] + levels[Level.WARNING]
    print(f"规范的公文 {len(pool)} 份：错误和警告 {above} 处，提示 {levels[Level.HINT]} 处")


def _mutated(pool: list[bytes], each: int, rules: list[str]) -> None:
    total: Counter[str] = Counter()
    print(f"{'规则':8}{'份数':>6}{'查出':>6}{'段对':>6}{'多余':>6}{'试改':>6}{'改好':>6}")
    for rule in rules:
        counts = _one_rule(rule, pool, each)
        total.update(counts)
        print(_row(rule, counts))
    print(_row("合计", total))
    made = total["made"] or 1
    print(f"查出 {total['found'] / made:.1%}，段对 {total['right'] / made:.1%}，"
          f"多余 {total['extra'] / made:.1%}；要改的 {total['fixable']} 份，"
          f"改好 {total['fixed']} 份，拒写 {total['refused']} 份")  # fmt: skip


def _row(name: str, counts: Counter[str]) -> str:
    return f"{name:8}" + "".join(
        f"{counts[key]:>8}" for key in ("made", "found", "right", "extra", "fixable", "fixed")
    )


def _one_rule(rule: str, pool: list[bytes], each: int) -> Counter[str]:
    chance = Random(rule)
    counts: Counter[str] = Counter()
    for number, broken in enumerate(_broken(rule, pool, each, chance)):
        counts.update(judge(broken, mends=number % MENDED == 0))
    return counts


def _broken(rule: str, pool: list[bytes], each: int, chance: Random) -> Iterator[Broken]:
    made = 0
    for data in chance.sample(pool, len(pool)) * 6:
        broken = break_one(rule, open_document(data), chance)
        if broken is not None:
            made += 1
            yield broken
        if made >= each:
            return


def judge(broken: Broken, *, mends: bool = True) -> Counter[str]:
    """一份弄坏的文件：查出没有、段对不对、多说了几处、改好没有。"""
    document = open_document(broken.data)
    findings = findings_of(document)
    own = [one for one in findings if one.rule == broken.rule]
    right = [one for one in own if _is_right(document, one, broken.para)]
    counts = Counter(made=1, found=bool(own), right=bool(right),
                     extra=len(findings) - len(right))  # fmt: skip
    if mends:
        counts.update(_mended(broken, right))
    return counts


def _is_right(document: Document, one: Finding, place: int) -> bool:
    if place == WHOLE:
        return not one.end
    para = document.paras[place]
    return para.start <= one.start <= para.start + len(para.text)


def _mended(broken: Broken, right: list[Finding]) -> dict[str, int]:
    fixable = any(one.fix in ("A", "B") for one in right)
    if not fixable:
        return {}
    try:
        done = fix(broken.data, options=Options("B"))
        again = fix(done.data, options=Options("B"))
    except NotFixed:
        return {"fixable": 1, "refused": 1}
    gone = not any(one.rule == broken.rule and one.fix != "C" for one in done.left)
    return {"fixable": 1, "fixed": int(gone and again.data == done.data)}


def _speed(times: int) -> None:
    spent: dict[str, list[float]] = {"查": [], "改": []}
    for seed in range(times):
        data = to_docx(paper(PAGES, seed)).parts[0]
        broken = break_one("BD-02", open_document(data), Random(seed))
        assert broken is not None
        for name, work in (("查", check_format), ("改", fix)):
            start = time.perf_counter()
            work(broken.data)
            spent[name].append((time.perf_counter() - start) * 1000)
    for name, values in spent.items():
        ordered = sorted(values)
        p95 = ordered[int(len(ordered) * 0.95)]
        print(f"{PAGES} 页的 DOCX，{name}：中位数 {ordered[len(ordered) // 2]:.0f} 毫秒，"
              f"p95 {p95:.0f} 毫秒")  # fmt: skip


if __name__ == "__main__":
    main()
