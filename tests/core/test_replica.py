"""只读副本：只有统计去问；它不答就问原来的库，歇一阵再去。"""

import pytest
from django.db import OperationalError, connections

from sanban.core import replica
from sanban.core.models import Option
from sanban.core.replica import ALIAS, Router, on_replica, seen_until


@pytest.fixture(autouse=True)
def _awake(monkeypatch):
    monkeypatch.setattr(replica, "_asleep_until", 0.0)


@pytest.fixture
def _with_one(settings, monkeypatch):
    """设着一个副本。"""
    monkeypatch.setitem(settings.DATABASES, ALIAS, {})
    monkeypatch.setattr(replica, "_is_usable", lambda: replica._asleep_until == 0.0)
    monkeypatch.setitem(connections.settings, ALIAS, connections.settings["default"])
    yield
    connections[ALIAS].close()
    del connections[ALIAS]


def where():
    return Router().db_for_read(Option)


def test_without_a_replica_everything_is_asked_at_home():
    assert on_replica(where)() is None
    assert seen_until() is None


@pytest.mark.usefixtures("_with_one")
def test_only_what_is_marked_asks_the_replica():
    assert (on_replica(where)(), where()) == (ALIAS, None)
    assert on_replica(on_replica(where))() == ALIAS


@pytest.mark.usefixtures("_with_one")
def test_one_that_does_not_answer_is_left_in_peace_for_a_while():
    asked = []

    def ask():
        asked.append(where())
        if asked[-1]:
            raise OperationalError
        return "家里的"

    assert on_replica(ask)() == "家里的"
    assert asked == [ALIAS, None]
    assert on_replica(where)() is None


@pytest.mark.usefixtures("_with_one")
def test_a_real_fault_is_not_hidden():
    def ask():
        raise ValueError

    with pytest.raises(ValueError):
        on_replica(ask)()


@pytest.mark.django_db
def test_inside_a_transaction_home_is_asked(settings, monkeypatch):
    monkeypatch.setitem(settings.DATABASES, ALIAS, {})
    assert on_replica(where)() is None


def test_no_table_is_made_over_there():
    assert Router().allow_migrate(ALIAS, "core") is False
    assert Router().allow_migrate("default", "core") is None
