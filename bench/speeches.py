"""三篇讲话：各条规则查出几处、对了几处，标准答案里的各类找到几成。

python -m bench.speeches               全部规则
python -m bench.speeches P04 --missed  只看这几条；连同没找到的
"""

import argparse
import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

from bench.alarms import SHARED
from sanban.engine.proof import Finding, Level, all_rules, check

FOLDER = SHARED / "proofreading/dev"
AROUND = 14


@dataclass(frozen=True)
class Speech:
    """一篇讲话、它的标准答案和查出的各处。"""

    raw: str
    gold: list[dict[str, Any]]
    findings: tuple[Finding, ...]


def main() -> None:
    """量一遍，打印成表。"""
    options = _options()
    rules = [rule for rule in all_rules() if not options.rules or rule.id in options.rules]
    gold = json.loads((FOLDER / "gold.json").read_text("utf-8"))
    speeches = []
    for name in sorted({one["file"] for one in gold}):
        raw = (FOLDER / name).read_bytes().decode()
        items = [one for one in gold if one["file"] == name]
        speeches.append(Speech(raw, items, check(raw, rules=rules)))
    _precision(speeches)
    _recall(speeches, missed=options.missed)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="三篇讲话上的查准、查全")
    parser.add_argument("rules", nargs="*", metavar="规则")
    parser.add_argument("--missed", action="store_true", help="列出没找到的")
    return parser.parse_args()


def _overlap(one: Finding, gold: dict[str, Any]) -> bool:
    return one.start < gold["end"] and gold["start"] < one.end


def _precision(speeches: list[Speech]) -> None:
    made: Counter[str] = Counter()
    good: Counter[str] = Counter()
    for speech in speeches:
        for one in speech.findings:
            hit = any(_overlap(one, gold) for gold in speech.gold)
            weight = "提示" if one.level is Level.HINT else "错误和警告"
            for key in (one.rule, weight):
                made[key] += 1
                good[key] += hit
            if not hit:
                where = _around(speech.raw, one.start, one.end)
                print(f"不在答案里 {one.rule} {one.level.label} {where}")
    for key, count in sorted(made.items()):
        print(f"{key:<6} 查出 {count:>3}，对 {good[key]:>3}（{good[key] / count:.0%}）")


def _recall(speeches: list[Speech], *, missed: bool) -> None:
    every: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for speech in speeches:
        loud = [one for one in speech.findings if one.level is not Level.HINT]
        for gold in speech.gold:
            hit = any(_overlap(one, gold) for one in loud)
            for key in (gold["certainty"], f"{gold['certainty']} {gold['kind']}"):
                every[key] += 1
                found[key] += hit
            if missed and not hit and gold["certainty"] != "debatable":
                where = _around(speech.raw, gold["start"], gold["end"])
                print(f"没找到 {gold['certainty']} {gold['kind']} {where} → {gold['suggestion']}")
    for key, count in sorted(every.items()):
        print(f"{key:<28} 找到 {found[key]:>3}/{count}（{found[key] / count:.0%}）")


def _around(raw: str, start: int, end: int) -> str:
    shown = (
        f"{raw[max(0, start - AROUND) : start]}【{raw[start:end][:60]}】{raw[end : end + AROUND]}"
    )
    return shown.replace("\n", "⏎")


if __name__ == "__main__":
    main()
