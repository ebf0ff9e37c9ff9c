"""等着编的：丢不了，编两遍与编一遍一样，编的时候又改了的再编。"""

from datetime import timedelta

import pytest

from sanban.search.models import LARGEST_OWNER, Passage, Pending
from sanban.search.services import (
    Piece,
    begin_rebuild,
    index_pending,
    left_to_rebuild,
    mark,
    put,
    rebuild,
    settled,
    stash,
)
from tests.search.heads import owners

pytestmark = pytest.mark.django_db


def gathered(owner):
    return [Piece(0, f"水库第{owner}号")]


def test_what_is_marked_is_indexed_once(now):
    mark([7, 8])
    mark([7])
    assert index_pending(gathered, now=now) == 2
    assert index_pending(gathered, now=now) == 0
    assert sorted(owners("水库")) == [7, 8]


def test_a_change_made_while_gathering_is_indexed_again(now):
    mark([7])
    said = iter(["旧题", "新题"])

    def changing(owner):
        word = next(said)
        if word == "旧题":
            mark([owner])
        return [Piece(0, word)]

    index_pending(changing, now=now)
    assert owners("新题") == [7]
    assert owners("旧题") == []
    assert not Pending.objects.exists()


def test_what_cannot_be_gathered_waits_and_does_not_hold_up_the_rest(now):
    mark([7])
    mark([8])

    def broken(owner):
        if owner == 7:
            raise ValueError
        return gathered(owner)

    assert index_pending(broken, now=now) == 1
    assert owners("水库") == [8]
    row = Pending.objects.get()
    assert (row.owner, row.tries) == (7, 1)
    assert index_pending(gathered, now=now) == 0
    assert index_pending(gathered, now=now + timedelta(minutes=2)) == 1


def test_what_a_dead_worker_took_is_taken_again(now):
    mark([7])
    Pending.objects.update(leased_until=now + timedelta(minutes=5))
    assert index_pending(gathered, now=now) == 0
    assert index_pending(gathered, now=now + timedelta(minutes=6)) == 1


def test_what_is_gone_leaves_the_index(now):
    put(7, gathered(7))
    mark([7])
    index_pending(lambda owner: None, now=now)
    assert owners("水库") == []
    assert not Passage.objects.exists()


def test_what_was_settled_in_the_same_act_does_not_wait():
    mark([7, 8])
    settled(7)
    assert [one.owner for one in Pending.objects.all()] == [8]


def test_stashed_text_is_indexed_when_the_head_comes():
    stash(7, Piece(2, "", "正文水库", target="file:1"))
    assert Passage.objects.get().indexed is False
    put(7, [Piece(0, "大坝"), Piece(2, "大坝", None, target="file:1")])
    row = Passage.objects.get(target="file:1")
    assert (row.head, row.body, row.indexed) == ("大坝", "正文水库", True)
    stash(7, Piece(2, "", "别的", target="file:1"))
    assert Passage.objects.get(target="file:1").body == "正文水库"


def test_unchanged_pieces_are_not_touched():
    put(7, [Piece(0, "大坝", "内容"), Piece(2, "大坝", "很长", target="file:1")])
    assert put(7, [Piece(0, "大坝", "内容"), Piece(2, "大坝", None, target="file:1")]) == 0


def test_rebuilding_twice_is_rebuilding_once():
    for owner in range(1, 6):
        put(owner, gathered(owner))
    assert begin_rebuild() == 5
    assert owners("水库") == []
    assert left_to_rebuild() == 5
    assert rebuild() == 5
    assert rebuild() == 0
    assert sorted(owners("水库")) == [1, 2, 3, 4, 5]


def test_odd_characters_and_places_are_handled():
    put(7, [Piece(0, "水\0库\ud800", "\0")])
    assert owners("水库") == [7]
    for owner, slot in ((-1, 0), (LARGEST_OWNER + 1, 0), (1, -1), (1, 1 << 14)):
        with pytest.raises(ValueError, match="编不进去"):
            put(owner, [Piece(slot, "题")])


def test_the_largest_owner_fits():
    put(LARGEST_OWNER, [Piece((1 << 14) - 1, "题", "内容", reach=2), Piece(0, "水库")])
    assert owners("水库") == [LARGEST_OWNER]
    assert {(one.owner, one.reach, one.slot) for one in Passage.objects.all()} == {
        (LARGEST_OWNER, 2, (1 << 14) - 1),
        (LARGEST_OWNER, 0, 0),
    }
