"""逐段去看：与变过以后去比的一样，不靠运气。"""

import unicodedata

import pytest

from sanban.search import reading
from sanban.search.asking import Asked, understand
from sanban.search.engines import size
from sanban.search.finding import Sight, find
from sanban.search.models import Passage
from sanban.search.reading import COMPATIBLE, IDEOGRAPHS, by_reading, reader
from sanban.search.services import Piece
from sanban.search.tokens import FOLDED, SEPARATOR, normalise
from tests.search.test_finding import everyone

CHANGED = [
    chr(code)
    for code in range(0x110000)
    if unicodedata.decomposition(chr(code)) or IDEOGRAPHS.match(chr(code))
]
"""会变的字，和常用的汉字。"""


def test_only_the_named_letters_become_ideographs():
    assert [
        one
        for one in CHANGED
        if FOLDED[ord(one)] != one
        and IDEOGRAPHS.search(FOLDED[ord(one)])
        and not COMPATIBLE.match(one)
    ] == []


def test_what_has_been_folded_is_not_folded_again():
    folded = {FOLDED[ord(one)] for one in CHANGED}
    assert {one for one in folded if normalise(one) != one} == set()


@pytest.mark.parametrize(
    ("typed", "text", "has"),
    [
        ("水库", "水库巡查", True),
        ("水库", "水\n“库”巡查", True),
        ("水库", "水，库", False),
        ("水库", f"水{SEPARATOR}库", False),
        ("水库", "⽔库", True),
        ("一二", "㈠二", False),
        ("(一)二", "㈠二", True),
        ("演办(2026)12号", "演办〔2026〕12号", True),
        ("演办(2026)12号", "演办【２０２６】 12号", True),
        ("办,请", "办，请", True),
        ("ab", "ＡＢ", True),
        ("水库 -防火", "水库", True),
        ("水库 -防火", "水库防 火", False),
    ],
)
def test_a_piece_is_read_as_it_would_be_indexed(typed, text, has):
    assert reader(understand(typed))(text) is has


def shown(*bodies):
    """几段，新的在前。"""
    count = len(bodies)
    return iter([((count - n) << 16, count, "通知", one) for n, one in enumerate(bodies)])


def test_a_rare_word_among_many_is_left_to_the_index(monkeypatch):
    texts = ["水库", *["大坝"] * 200]
    assert by_reading(Asked(("水库",)), shown(*texts), 20) is None
    monkeypatch.setattr(reading, "ROW_COST", 1e9)
    assert by_reading(Asked(("水库",)), shown(*texts), 20) == [201 << 16]
    assert by_reading(Asked(("大坝",)), shown(*texts), 2) == [200 << 16, 199 << 16]
    monkeypatch.setattr(reading, "MOST_READ", 100)
    assert by_reading(Asked(("大坝",)), shown(*texts), 2) is None


def test_nothing_to_be_seen_is_nothing_found():
    assert by_reading(Asked(("水库",)), shown(), 20) == []


def test_words_never_indexed_are_not_read(shelf, monkeypatch):
    monkeypatch.setattr(size, "LARGE", 0)
    one = shelf(Piece(0, "通知", "大坝"))
    Passage.objects.create(id=(one << 16) + 1, head="", body="水库", indexed=False)
    sight = Sight(everyone(), is_few=True)
    assert find("水库", visible=sight).total == 0
    assert find("大坝", visible=sight).total == 1
