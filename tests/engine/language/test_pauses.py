"""逗号还是顿号：学两遍一样，坏文件说得清，例子找得到。"""

import pytest

from sanban.engine.language import Unusable
from sanban.engine.language.pauses import misused
from sanban.engine.language.pauses.choosing import DATA, weights
from sanban.engine.language.pauses.features import places
from sanban.engine.language.pauses.study import study, write

LINES = [
    f"{place}落实财政、民政、教育等部门的责任，加强公安、交通、{word}等单位的联系，抓好落实。"
    for place in range(300)
    for word in ("卫生", "城市管理", "市场监管")
]


def test_the_same_text_learnt_twice_is_the_same_file(tmp_path):
    digests = {write(tmp_path / name, study(LINES), len(LINES)) for name in ("a", "b")}
    assert len(digests) == 1
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_only_marks_beside_a_pause_are_looked_at():
    assert [start for start, _, _ in places("甲、乙，丙。丁，戊。")] == [3]


def test_a_comma_inside_a_list_is_found():
    text = "协调公安、交通运输，城市管理等部门，抓好落实。"
    assert [one.start for one in misused(text)] == [text.index("，")]


def test_odd_characters_do_not_break_it():
    assert not list(misused("，、\ud800，、" * 3))
    assert not list(misused("、" * 50 + "，" * 50))


def test_a_foreign_file_is_refused_in_words(tmp_path):
    file = tmp_path / "other.bin"
    file.write_bytes(b"not a model" * 40)
    with pytest.raises(Unusable):
        weights(file)


def test_the_shipped_model_is_small():
    assert DATA.stat().st_size <= 300_000
