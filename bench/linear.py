"""会不会段越长越慢：同样的字多十倍，每条规则的时间多几倍，多得厉害的印出来；找错字的也量一量。

python -m bench.linear

每条规则拿自己的错例铺成四千字、四万字的一整段。按字数成比例的是十倍，平方的要一百倍；
四万字里不到半秒的量不准，不看。
"""

import gc
import random
import time
from collections.abc import Callable

from sanban.engine.language import load
from sanban.engine.language.candidates import suspects
from sanban.engine.language.confusions import confusions
from sanban.engine.proof import all_rules
from sanban.engine.proof.likeness import variants
from sanban.engine.text import Text

UNITS = sorted({wrong for rule in all_rules() for wrong in rule.wrong if not rule.by_model})
PLAIN = "各级人民政府应当加强对安全生产工作的领导，支持、督促各有关部门依法履行监督管理职责。"
SMALL, LARGE = 4_000, 40_000
SLACK, ENOUGH = 40, 0.5
"""多过四十倍、又在半秒以上的，算慢。"""


def main() -> None:
    """逐个错例量一遍，印出慢的和最慢的。"""
    gc.disable()
    slow, worst = 0, (0.0, "", "")
    for unit in UNITS:
        small, large = _spent(unit, SMALL), _spent(unit, LARGE)
        for rule, seconds in large.items():
            worst = max(worst, (seconds, rule, unit))
            if seconds > ENOUGH and seconds > SLACK * small[rule]:
                slow += 1
                print(f"慢：{rule} {small[rule]:.4f} → {seconds:.3f} 秒，错例：{unit}")
        gc.collect()
    seconds, rule, unit = worst
    print(f"{len(UNITS)} 种错例，慢的 {slow} 处；最慢的一条 {rule} {seconds:.3f} 秒，错例：{unit}")
    _tell_others()


def _tell_others() -> None:
    """读易混字表、八倍长的字里找错、百万字里找相近书名，各要几秒 CPU。"""
    confusions.cache_clear()
    print(f"读易混字表 {_seconds(confusions):.3f} 秒")
    chance = random.Random(4)
    text = "".join(chance.choice(PLAIN) for _ in range(4000))
    _suspects(text)
    once, eight = (_seconds(lambda one=one: _suspects(text * one)) for one in (1, 8))
    print(f"找错字：{len(text)} 字 {once:.3f} 秒，八倍 {eight:.3f} 秒（{eight / once:.1f} 倍）")
    million = "甲乙丙丁戊己庚辛壬癸" * 100_000
    print(f"百万字里找相近书名 {_seconds(lambda: list(variants(million))):.3f} 秒")


def _suspects(text: str) -> object:
    return suspects(text, load().open(text))


def _seconds(act: Callable[[], object]) -> float:
    start = time.process_time()
    act()
    return time.process_time() - start


def _spent(unit: str, size: int) -> dict[str, float]:
    text = Text((unit * (size // len(unit) + 1))[:size])
    times = {}
    for rule in (one for one in all_rules() if not one.by_model):
        start = time.process_time()
        if rule.may_hit(text.raw):
            list(rule.check(text))
        times[rule.id] = time.process_time() - start
    return times


if __name__ == "__main__":
    main()
