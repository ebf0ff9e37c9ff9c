from random import Random

import pytest

from bench.conforming import papers
from bench.formats import judge
from bench.mutations import BREAKABLE, break_one
from sanban.engine.check.document import open_document

POOL = [data for _, _, data in papers(30, seed=2)]


@pytest.mark.parametrize("rule", BREAKABLE)
def test_what_is_broken_is_found_in_its_paragraph_and_nothing_else(rule):
    chance = Random(rule)
    tries = (break_one(rule, open_document(data), chance) for data in POOL)
    broken = next(one for one in tries if one is not None)
    counts = judge(broken)
    assert counts["found"] == counts["right"] == 1
    assert counts["extra"] == 0
    assert counts["fixed"] == counts["fixable"]
