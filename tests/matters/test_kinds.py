"""每一类事项的流程表：代号就是文件名，每个环节进得去、出得来，代号都认得。"""

from importlib import import_module
from pathlib import Path

import pytest

import sanban
from sanban.matters import routes
from sanban.matters.doers import CHOSEN_ORGS, CHOSEN_PEOPLE, DOERS
from sanban.matters.routes import SIGNS, TESTS, UNIVERSAL
from tests.matters.trial import TRIAL

ROOM = Path(sanban.__file__).parent
FILES = sorted(path for path in ROOM.glob("*/kinds/*.py") if path.stem != "__init__")
KINDS = [
    import_module(".".join(path.relative_to(ROOM.parent).with_suffix("").parts)).KIND
    for path in FILES
]
EVERY = [*KINDS, TRIAL]
each = pytest.mark.parametrize("kind", EVERY, ids=lambda kind: kind.code)


def is_chinese(text):
    return bool(text) and all("一" <= sign <= "鿿" for sign in text)


def reach(start, roads):
    found, ahead = set(), [start]
    while ahead:
        here = ahead.pop()
        if here not in found:
            found.add(here)
            ahead += roads.get(here, [])
    return found


@pytest.mark.parametrize(("kind", "path"), list(zip(KINDS, FILES, strict=True)))
def test_the_code_is_the_file_name(kind, path):
    assert kind.code == path.stem


@each
def test_every_stage_is_reached_from_the_start(kind):
    roads = {}
    for move in kind.moves:
        roads.setdefault(move.source.code, []).append(move.target.code)
    assert reach(kind.start.code, roads) == set(kind.by_code)


@each
def test_every_stage_leads_to_an_end(kind):
    back = {}
    for move in kind.moves:
        back.setdefault(move.target.code, []).append(move.source.code)
    ends = [stage.code for stage in kind.stages if stage.is_end]
    assert set().union(*(reach(end, back) for end in ends)) == set(kind.by_code)


@each
def test_every_code_is_known_and_used_once(kind):
    assert len(kind.by_code) == len(kind.stages)
    assert kind.start.doer not in CHOSEN_PEOPLE + CHOSEN_ORGS
    pairs = [(move.source.code, move.code) for move in kind.moves]
    assert len(set(pairs)) == len(pairs)
    for stage in kind.stages:
        assert stage.is_end or stage.doer in DOERS
        assert stage.sign in SIGNS
        assert set(stage.forbids) <= set(UNIVERSAL) - {"reply"}
    for test in (one for move in kind.moves for one in move.when):
        assert test.op in TESTS


@each
def test_a_move_starts_and_ends_in_its_own_kind(kind):
    for move in kind.moves:
        assert kind.by_code[move.source.code] == move.source and not move.source.is_end
        assert kind.by_code[move.target.code] == move.target
        assert move.code not in UNIVERSAL


@each
def test_labels_are_chinese_and_fit(kind):
    for one in (kind, *kind.stages, *kind.moves):
        assert is_chinese(one.label), one
        assert len(one.code) <= 30 and len(one.label) <= 30


@each
def test_it_comes_back_from_the_database_unchanged(kind):
    again = routes.load(kind.body)
    assert (again, again.digest) == (kind, kind.digest)


def test_every_universal_move_speaks_chinese():
    assert all(is_chinese(one.label) for one in UNIVERSAL.values())


@pytest.mark.parametrize(
    ("op", "found", "wanted", "holds"),
    [
        ("=", 1, 1, True), ("!=", None, 1, True), (">", None, 1, False), (">=", 1, 1, True),
        ("in", "a", ["a"], True), ("has", None, "a", False), ("has", ["a"], "a", True),
    ],
)  # fmt: skip
def test_conditions_are_data(op, found, wanted, holds):
    assert routes.Condition("x", op, wanted).holds({"x": found} if found else {}) is holds
