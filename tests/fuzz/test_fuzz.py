"""乱改几十份，看读得怎样；长跑用 `make fuzz`，一次十分钟以上，结果记在 docs/compliance.md。"""

import pytest

from tests.fuzz.readers import READERS
from tests.fuzz.running import FINE, Runner, examine

MANY, MANY_SLOW = 12, 1
# 长跑时读坏过的，照样再读：读的人、种子、改法
ONCE = (
    ("pdf-check", 0, [("cut", 700766669)]),
    ("ofd-check", 0, [("inside", 46507), ("no_part", 46507), ("inside", 168)]),
    ("docx", 0, [("bomb", 3)]),
    ("docx", 0, [("nested", 1), ("nested", 2)]),
    ("docx", 0, [("link", 5)]),
    ("xlsx", 0, [("lie", 8)]),
)


@pytest.fixture(scope="module")
def runner():
    made = Runner()
    yield made
    made.stop()


NAMES = [
    pytest.param(name, marks=pytest.mark.slow) if reader.is_slow else name
    for name, reader in READERS.items()
]


@pytest.mark.parametrize("name", NAMES)
def test_a_spoilt_file_is_read_or_refused_in_chinese(runner, name):
    many = MANY_SLOW if READERS[name].is_slow else MANY
    examine(runner, name, many=many, number=20260916)
    assert [one for one in runner.tally.faults if one[0] == name] == []


@pytest.mark.parametrize(("name", "seed", "recipe"), ONCE)
def test_what_once_broke_a_reader_no_longer_does(runner, name, seed, recipe):
    assert runner.read(name, (seed, recipe))[0] in FINE
