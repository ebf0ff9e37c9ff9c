"""库的地址怎样变成连法。"""

import pytest

from sanban.core.databases import postgresql


def test_a_password_with_odd_characters_is_read():
    made = postgresql("postgresql://三办:p%40ss%2Fword@db.local:5433/sanban")
    parts = (made["USER"], made["PASSWORD"], made["HOST"], made["PORT"], made["NAME"])
    assert parts == ("三办", "p@ss/word", "db.local", "5433", "sanban")


def test_a_socket_and_other_words_reach_the_driver():
    made = postgresql("postgresql:///sanban?host=/run/postgresql&sslmode=require")
    assert (made["HOST"], made["OPTIONS"]["sslmode"]) == ("/run/postgresql", "require")


def test_with_a_pool_no_thread_keeps_a_connection():
    pooled, alone = postgresql("postgresql:///a", pool=6), postgresql("postgresql:///a")
    assert (pooled["CONN_MAX_AGE"], pooled["OPTIONS"]["pool"]["max_size"]) == (0, 6)
    assert (alone["CONN_MAX_AGE"], "pool" in alone["OPTIONS"]) == (None, False)


def test_behind_pgbouncer_no_cursor_is_left_on_the_server():
    made = postgresql("postgresql:///a", is_pooled_outside=True)
    assert made["DISABLE_SERVER_SIDE_CURSORS"] is True


def test_another_kind_of_address_is_refused():
    with pytest.raises(ValueError, match="PostgreSQL"):
        postgresql("mysql://a/b")
