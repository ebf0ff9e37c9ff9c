"""一条规则也不因为段长而越来越慢：同样的字多十倍，时间不会多到几十倍。"""

import time

import pytest

from sanban.engine.proof import all_rules
from sanban.engine.text import Text

UNITS = sorted({wrong for rule in all_rules() for wrong in rule.wrong if not rule.by_model})
SMALL, LARGE = 4_000, 40_000
SLACK, ENOUGH = 40, 0.5
"""平方的要一百倍；半秒以内的太快，量不准，不看。"""


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_ten_times_the_text_is_not_a_hundred_times_the_work(unit):
    small, large = spent(unit, SMALL), spent(unit, LARGE)
    slow = [one for one in large if large[one] > ENOUGH and large[one] > SLACK * small[one]]
    assert slow == []


def spent(unit, size):
    text = Text((unit * (size // len(unit) + 1))[:size])
    times = {}
    for rule in (one for one in all_rules() if not one.by_model):
        start = time.process_time()
        if rule.may_hit(text.raw):
            list(rule.check(text))
        times[rule.id] = time.process_time() - start
    return times
