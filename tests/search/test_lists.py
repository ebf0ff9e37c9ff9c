"""台账按字筛选：照索引的、逐件去比的，结果一样。"""

import pytest
from django.core.cache import cache

from sanban.people.models import Person
from sanban.search import lists
from sanban.search.models import Passage
from sanban.search.services import Piece, mark

NAMES = (
    "关于防汛的通知",
    "关于防汛总结的报告",
    "防火 值班安排",
    "演水〔2026〕12号来文",
    "甲",
    "第 2 项",
    "第 1 项",
)
ASKED = (
    "防汛",
    "防汛 通知",
    "防汛 -总结",
    "“值班安排”",
    "〔2026〕12号",
    "汛",
    "没有的",
    "-防汛",
    "“”",
)


@pytest.fixture
def people(shelf):
    """几个人，名字编在短栏里。"""
    made = []
    for name in NAMES:
        one = Person.objects.get(pk=shelf(Piece(0, name)))
        Person.objects.filter(pk=one.pk).update(name=name)
        made.append(one.pk)
    return made


def listed(words):
    rows = Person.objects.all()
    found = rows.filter(lists.having(rows, words, key="pk", columns=("name",)))
    return sorted(found.values_list("name", flat=True))


@pytest.mark.parametrize("words", ASKED)
def test_the_index_and_the_rows_give_the_same(people, monkeypatch, words):
    by_index = listed(words)
    monkeypatch.setattr(lists, "MOST", -1)
    assert listed(words) == by_index


def test_single_letters_parted_by_blanks_are_one_word(people):
    assert listed("第 2 项") == ["第 2 项"]


def test_an_unfinished_index_is_not_trusted(people):
    assert lists.few_owners("防汛") is not None
    cache.clear()
    Passage.objects.filter(pk__in=Passage.objects.of(people[0])).update(indexed=False)
    assert lists.few_owners("防汛") is None
    assert len(listed("防汛")) == 2


def test_what_has_just_changed_is_found_by_its_row(people):
    Person.objects.filter(pk=people[4]).update(name="刚改成防汛的")
    assert len(listed("防汛")) == 2
    mark([people[4]])
    assert len(listed("防汛")) == 3


def test_brackets_may_be_typed_any_way_when_the_index_answers(people):
    assert listed("演水[2026] 12 号") == ["演水〔2026〕12号来文"]
