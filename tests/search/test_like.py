"""搜得到的，与逐字去比的一样：随手造的文字、随手截的词、随手定的谁看得见，两种库都比。"""

import pytest
from django.core.cache import cache
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sanban.people.models import Org, OrgKind, Person
from sanban.search import reading
from sanban.search.asking import understand
from sanban.search.engines import postgresql, size
from sanban.search.finding import Sight, find
from sanban.search.models import Reach
from sanban.search.services import Piece, put
from sanban.search.tokens import BREAK, SEPARATOR, normalise
from tests.search.heads import owners

OWNERS = 6
SHORT = "水库防汛办文二〇"
ODD = "〔2026〕12号（)[【ＡＢab Ａé\u0301①㎡…·・—-\u3000\n“”\"'*%_\\，。.𠮷\ufe0f\u200b\ufb01ßİ"
LETTERS = st.sampled_from(SHORT * 3 + ODD)
TEXTS = st.text(LETTERS, max_size=24) | st.text(max_size=8)
PIECES = st.lists(
    st.tuples(st.integers(0, OWNERS - 1), st.sampled_from(Reach), TEXTS, TEXTS), max_size=10
)
CALM = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def people(db):
    org = Org.objects.create(name="演示县", short_name="县", initials="x", kind=OrgKind.GOV)
    return [Person.objects.create(name=f"人{n}", org=org, post_name="职").pk for n in range(OWNERS)]


class Undo(Exception):
    """这一例不留。"""


def fill(people, pieces):
    """放进去，回各段：归谁、给谁看、变过的短栏和全文。"""
    rows = {}
    for n, (owner, reach, head, body) in enumerate(pieces):
        rows.setdefault(people[owner], []).append(Piece(n, head, body, reach=reach))
    kept = []
    for owner, made in rows.items():
        made[0] = Piece(0, made[0].head, made[0].body)
        put(owner, made)
        kept += [
            (owner, one.reach, normalise(one.head), normalise(one.head + SEPARATOR + one.body))
            for one in made
        ]
    return kept


def wanted(kept, asked, allowed):
    """逐字去比：看得见的各段里，词都在、不要的都不在。"""
    return {
        owner
        for owner, reach, _, text in kept
        if owner in allowed[reach]
        and all(word in text for word in asked.words)
        and not any(word in text for word in asked.unwanted)
    }


def ids(chosen, people):
    return Person.objects.filter(pk__in=[people[one] for one in chosen])


def inside_out(check):
    """做完退回去，库里不留。"""
    with pytest.raises(Undo), transaction.atomic():
        check()
        raise Undo


SEEN = st.sets(st.integers(0, OWNERS - 1))


@pytest.fixture(params=[1e9, -1], ids=["read", "scanned"])
def reads(request, monkeypatch):
    """看得见的不多时，一律逐段去看，还是一律照索引；PostgreSQL 先只看最新的一件。"""
    monkeypatch.setattr(postgresql, "WIDTH", dict.fromkeys(postgresql.WIDTH, 1 << 16))
    monkeypatch.setattr(size, "LARGE", 0)
    monkeypatch.setattr(reading, "ROW_COST", request.param)
    cache.clear()
    yield
    cache.clear()


@CALM
@given(PIECES, st.data(), SEEN, SEEN, SEEN, st.booleans())
def test_the_same_hits_as_comparing_letter_by_letter(
    people, reads, pieces, data, seen, inner, kept, few
):
    source = data.draw(st.sampled_from([head + body for _, _, head, body in pieces] or ["水库"]))
    start = data.draw(st.integers(0, len(source)))
    piece = source[start : start + data.draw(st.integers(1, 8))]
    typed = '"' + piece.replace('"', "").replace("“", "").replace("”", "") + '"'
    typed += data.draw(st.sampled_from(["", " 水", " 水库", " -防汛", ' "办文"', " -库"]))
    asked = understand(typed)
    if not asked.words or asked.is_single:
        return

    def check():
        rows = fill(people, pieces)
        sight = Sight(ids(seen, people), ids(inner, people), ids(kept, people), is_few=few)
        shown = [{people[one] for one in seen}, {people[one] for one in seen & inner},
                 {people[one] for one in seen & kept}]  # fmt: skip
        found = find(typed, visible=sight, many=50)
        expected = wanted(rows, asked, shown)
        assert {one.owner for one in found.hits} == expected, (
            typed,
            pieces,
            seen,
            inner,
            kept,
            few,
            found,
        )
        assert len(found.hits) == found.total == len(expected)
        assert found.next is None

    inside_out(check)


@CALM
@given(PIECES, st.data())
@example([(0, 0, "演府办〔2026〕12号", "")], None)
def test_lists_are_filtered_as_by_comparing_the_short_columns(people, pieces, data):
    heads = [head for _, _, head, _ in pieces] or ["水库"]
    word = "演府办(2026)12号" if data is None else data.draw(st.sampled_from(heads))[:4]
    asked = understand(word)

    def check():
        first = {}
        for owner, _, head, _ in fill(people, pieces):
            first.setdefault(owner, head)
        expected = {
            owner
            for owner, head in first.items()
            if asked.words
            and all(one in head for one in asked.words)
            and not any(one in head for one in asked.unwanted)
        }
        assert set(owners(word)) == expected

    inside_out(check)


@given(st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_cut_of_a_text_is_a_cut_of_the_normalised_text(text):
    whole = normalise(text)
    for start in range(len(text)):
        assert normalise(text[start : start + 5]) in whole
    assert BREAK not in normalise(text.replace(SEPARATOR, ""))


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_understanding_never_fails_and_gives_no_empty_word(text):
    asked = understand(text)
    assert all(asked.words + asked.unwanted) or asked.words == ()
