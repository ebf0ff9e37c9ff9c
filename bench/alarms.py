"""各条规则在干净公文上响几次（每万字）、花多少时间；规则进门、定轻重看它。

python -m bench.alarms                 全部规则：语料抽样二百万字，另加干净的工作报告
python -m bench.alarms P03 Q08         只看这几条，连同响在哪里
python -m bench.alarms --speed         各条规则每字花几纳秒
"""

import argparse
import lzma
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from sanban.engine.proof import Finding, Level, Rule, all_rules, check
from sanban.engine.text import Text

SHARED = Path(__file__).resolve().parents[2] / "shared"
CORPUS = SHARED / "corpus/public-domain.txt.xz"
REPORTS = SHARED / "proofreading/dev/clean-reports-2021-2022.txt"
BLOCKS, BLOCK = 100, 21_000
CEILING = 0.05
SHOWN, AROUND = 12, 18
# 语料去重、去题注时把一对括号拆开了的行，不是原文的错
TORN = re.compile(r"^0年[^（\n]*）\n", re.MULTILINE)


def main() -> None:
    """量一遍，打印成表。"""
    options = _options()
    rules = [rule for rule in all_rules() if not options.rules or rule.id in options.rules]
    texts = {"语料": sample(CORPUS), "报告": [REPORTS.read_text("utf-8")]}
    if options.speed:
        _speeds(rules, "\n".join(texts["语料"])[:1_000_000])
        return
    print(
        "规则  轻重    "
        + "".join(f"{name}({_length(each)}字)/万字  " for name, each in texts.items())
    )
    found = {name: _alarms(rules, each) for name, each in texts.items()}
    for rule in rules:
        _row(rule, found, texts)
    _totals(found, texts)
    if options.rules:
        _show(found)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="量各条规则在干净公文上的误报")
    parser.add_argument("rules", nargs="*", metavar="规则")
    parser.add_argument("--speed", action="store_true", help="量快慢")
    return parser.parse_args()


def sample(path: Path, *, blocks: int = BLOCKS, size: int = BLOCK) -> list[str]:
    """从整份语料里均匀取若干块，每块从段首开始，到一个写完了的段为止。"""
    whole = TORN.sub("", lzma.decompress(path.read_bytes()).decode())
    step = len(whole) // blocks
    starts = [whole.find("\n", place) + 1 for place in range(0, len(whole) - size, step)]
    return [whole[start : whole.find("。\n", start + size) + 2] for start in starts]


Alarm = tuple[str, Finding]


def _alarms(rules: Sequence[Rule], texts: Iterable[str]) -> dict[str, list[Alarm]]:
    found: dict[str, list[Alarm]] = defaultdict(list)
    for raw in texts:
        for one in check(raw, rules=rules):
            found[one.rule].append((raw, one))
    return found


def _length(texts: Iterable[str]) -> int:
    return sum(map(len, texts))


def _row(rule: Rule, found: dict[str, dict[str, list[Alarm]]], texts: dict[str, list[str]]) -> None:
    rates = [
        sum(one.level is not Level.HINT or rule.level is Level.HINT for _, one in alarms)
        / _length(texts[name])
        * 10_000
        for name in texts
        for alarms in (found[name][rule.id],)
    ]
    loud = rule.level is not Level.HINT and max(rates) > CEILING
    cells = "".join(f"{rate:>16.3f}" for rate in rates)
    print(f"{rule.id:<5} {rule.level.label}{cells}{'  ← 太响' if loud else ''}  {rule.title}")


def _totals(found: dict[str, dict[str, list[Alarm]]], texts: dict[str, list[str]]) -> None:
    for name, each in texts.items():
        levels = Counter(one.level for alarms in found[name].values() for _, one in alarms)
        rates = {level: levels[level] / _length(each) * 10_000 for level in Level}
        print(f"{name}合计：" + "，".join(f"{level.label} {rates[level]:.3f}" for level in Level))


def _show(found: dict[str, dict[str, list[Alarm]]]) -> None:
    for name, rules in found.items():
        for rule, alarms in rules.items():
            print(f"── {rule} {name} {len(alarms)} 处")
            for raw, one in alarms[:: max(1, len(alarms) // SHOWN)]:
                before, after = raw[max(0, one.start - AROUND) : one.start], raw[one.end :][:AROUND]
                shown = f"{before}【{one.quote}】{after}".replace("\n", "⏎")
                print(f"   {shown}　→ {'/'.join(one.suggestions)}")


def _speeds(rules: Sequence[Rule], raw: str) -> None:
    text = Text(raw)
    for name in (
        "lines",
        "sentences",
        "clauses",
        "skips",
        "pairs",
        "items",
        "ordinals",
        "paragraphs",
    ):
        start = time.process_time()
        getattr(text, name)
        print(f"{name:<12}{(time.process_time() - start) / len(raw) * 1e9:8.1f} 纳秒/字")
    total = 0.0
    for rule in rules:
        start = time.process_time()
        count = len(list(rule.check(text))) if rule.may_hit(raw) else 0
        spent = (time.process_time() - start) / len(raw) * 1e9
        total += spent
        print(f"{rule.id:<5}{spent:8.1f} 纳秒/字  {count} 处  {rule.title}")
    print(f"合计{total:8.1f} 纳秒/字")
    small, large = (_spent(raw[:size], rules) for size in (len(raw) // 10, len(raw)))
    print(f"全部规则连同归并：{len(raw) / large / 1e6:.2f} 百万字/秒；")
    print(f"十倍的字用 {large / small:.1f} 倍的时间")


def _spent(raw: str, rules: Sequence[Rule]) -> float:
    start = time.process_time()
    check(raw, rules=rules)
    return time.process_time() - start


if __name__ == "__main__":
    main()
