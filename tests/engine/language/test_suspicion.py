import itertools

import pytest

from sanban.engine.language import load
from sanban.engine.language.suspicion import suspicions
from tests.engine.language.test_candidates import CLEAN

LISTED = "坚持党的领导、人民当家作主、依法治国有机统一，统筹推进经济建设、政治建设、文化建设。"


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("工作协调机制", "工作协调协调机制"),
        ("监督管理职责", "监督管管理职责"),
        ("人民政府", "人民府"),
        ("有关部门", "有部门"),
        ("协调机制", "协调机智"),
    ],
)
def test_doubled_dropped_and_wrong_characters_are_mended(right, wrong):
    assert mended(CLEAN.replace(right, wrong)) == CLEAN


def test_a_dropped_pause_is_put_back():
    assert mended(LISTED.replace("经济建设、政治", "经济建设政治")) == LISTED


@pytest.mark.parametrize(
    "text",
    [
        CLEAN,
        LISTED,
        "成为为群众办事的窗口，做到事事有人管、人人有责任。",
        "",
        "。。。。",
        "啊啊啊啊",
        "\ud800\ud800甲甲",
        "第一条\n\n第二条",
    ],
)
def test_what_is_right_is_left_alone(text):
    assert suspicions(text, load()) == []


def test_what_is_written_thrice_alike_is_a_habit():
    odd = CLEAN.replace("有关部门", "有部门")
    assert len(suspicions(f"{odd}\n" * 2, load())) == 2
    assert suspicions(f"{odd}\n" * 3, load()) == []


def test_findings_stand_apart_and_in_order():
    text = CLEAN.replace("机制", "机智").replace("监督管理职责", "监督管管理职泽")
    found = suspicions(text, load())
    assert len(found) == 3
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))


def mended(text):
    for each in reversed(suspicions(text, load())):
        text = text[: each.start] + each.suggestion + text[each.end :]
    return text
