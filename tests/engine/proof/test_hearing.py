import subprocess
import sys
import time

import pytest

from sanban.engine.proof import Level, Settings, check
from sanban.engine.proof.choosing import by_model
from sanban.engine.proof.finding import applied
from sanban.engine.proof.hearing import blocks, heard
from sanban.engine.proof.rules.characters.dropped_character import RULE as DROPPED
from sanban.engine.text import Text
from sanban.engine.text.pairs import pair_up

RIGHT = "各级人民政府应当加强对安全生产工作的领导，建立健全安全生产工作协调机制。"
WRONG = RIGHT.replace("机制", "机治")
MINUTES = 30


def by_ear(text, **settings):
    return [one for one in check(text, settings=Settings(**settings)) if one.rule in HEARD]


HEARD = {f"C{number}" for number in range(20, 27)}


def test_a_wrong_character_is_a_warning_with_its_word():
    (one,) = by_ear(WRONG)
    assert one.level is Level.WARNING
    assert one.quote == "治"
    assert "机制" in one.message
    assert applied(WRONG, (one,)) == RIGHT
    assert one.strength == "惯例"


def test_rules_only_leaves_the_model_alone():
    assert by_ear(WRONG, rules_only=True) == []


@pytest.mark.parametrize("quoted", [f"他说：“{WRONG}”", f"《{WRONG}》"])
def test_words_of_others_are_left_alone(quoted):
    assert by_ear(quoted) == []


def test_what_is_written_so_again_and_again_is_local():
    assert by_ear(f"{WRONG}\n" * 3) == []
    assert len(by_ear(f"{WRONG}\n{WRONG.replace('各级', '县级以上')}")) == 2


def test_what_the_office_accepts_is_left_alone():
    assert by_ear(WRONG, accepted=("协调机治",)) == []


def test_another_finding_on_the_same_characters_goes_first():
    (one,) = [one for one in check(WRONG.replace("，", ",")) if one.quote == ","]
    assert one.rule not in HEARD


def test_a_dropped_character_shows_both_neighbours():
    (one,) = check(RIGHT.replace("人民政府", "人民府"), rules=[DROPPED])
    assert (one.quote, one.suggestions, one.level) == ("民府", ("民政府",), Level.HINT)


@pytest.mark.parametrize("raw", [RIGHT * 1000, "。" * 50_000, "甲" * 50_000, "甲\n" * 50_000, ""])
def test_blocks_cover_all_and_are_small(raw):
    cut = list(blocks(Text(raw), 20_000))
    assert "".join(raw[one.start : one.end] for one in cut) == raw
    assert all(one.end - one.start <= 20_000 for one in cut)


def test_places_in_later_blocks_are_places_in_the_text():
    text = Text(f"{RIGHT}\n" * 800 + WRONG)
    assert [text.raw[one.start] for one in heard(text)] == ["治"]


@pytest.mark.parametrize(
    ("raw", "at"),
    [
        ("县级以上人民政府应当推进“互联网+政务服务工作，提高行政效能。", "工作"),
        ("依照《中华人民共和国刑法的有关规定追究刑事责任。", "的有关"),
        ("依照中华人民共和国刑法》的有关规定追究刑事责任。", "中华"),
        ("县委（扩大会议，要求抓好落实。", "会议"),
    ],
)
def test_the_other_half_goes_where_it_reads_best(raw, at):
    (stray,) = pair_up(raw).strays
    assert by_model(None)(raw, stray) == raw.index(at)


def test_the_model_is_not_opened_without_need():
    code = "from sanban.engine.proof import Settings, check; "
    code += "check('县委（扩大）会议', settings=Settings(rules_only=True)); import sys; "
    code += "assert 'sanban.engine.language.confusions' in sys.modules; "
    code += "from sanban.engine.language.model import _loaded; "
    code += "assert _loaded.cache_info().currsize == 0"
    subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)


@pytest.mark.slow
def test_ten_megabytes_in_one_paragraph_come_to_an_end():
    raw = (RIGHT * (10_000_000 // 3 // len(RIGHT)))[:-1]
    start = time.monotonic()
    check(raw)
    assert time.monotonic() - start < MINUTES * 60
