import json
from dataclasses import replace

import pytest

from sanban.engine.gongwen.blocks import Picture
from sanban.engine.gongwen.elements import Body
from sanban.engine.gongwen.problems import Rejected
from sanban.engine.gongwen.serialise import VERSION, from_json, to_json
from tests.engine.gongwen.full import notice


def test_what_is_stored_reads_back_the_same():
    assert from_json(to_json(notice())) == notice()


def test_a_picture_reads_back_byte_for_byte():
    body = Body((Picture(b"\x89PNG\x00\xff", "a.png", 80),))
    given = replace(notice(), elements=(body,))
    assert from_json(to_json(given)).elements == (body,)


def test_the_version_is_written():
    assert json.loads(to_json(notice()))["version"] == VERSION


@pytest.mark.parametrize(
    "inner",
    [
        '{"is": "Title", "text": 3}',
        '{"is": "CopyNo", "number": true}',
        '{"is": "CopyNo", "number": "1"}',
        '{"is": "Title", "text": "x", "breaks": ["a"]}',
        '{"is": "Body", "blocks": [{"is": "Cell"}]}',
        '{"is": "Cell"}',
        '{"is": "SignOff", "organs": 1, "day": "2026-01-01"}',
        '{"is": "SignOff", "organs": [], "day": "2026-13-01"}',
        '"x"',
    ],
)
def test_a_field_of_the_wrong_type_is_refused(inner):
    whole = '{"version": 1, "gongwen": {"is": "Gongwen", "kind": "notice", "elements": [%s]}}'
    with pytest.raises(Rejected, match="读不了"):
        from_json(whole % inner)


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", "null", '{"version": 1, "gongwen": {"is": "os"}}', "[" * 100_000,
     '{"version": 1, "gongwen": {"is": "CopyNo", "wrong": 1}}', '{"version": 1, "gongwen": 3}'],
)  # fmt: skip
def test_what_is_not_a_document_is_refused_in_words(text):
    with pytest.raises(Rejected, match="读不了"):
        from_json(text)


def test_a_newer_version_is_refused():
    with pytest.raises(Rejected, match="升级"):
        from_json('{"version": 99, "gongwen": {}}')
