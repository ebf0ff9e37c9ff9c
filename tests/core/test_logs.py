"""日志：凭证、路径、差错里的话都不写进去。"""

import json
import logging
import sys

import pytest

from sanban.core.logs import HideSecrets, Json, Plain, frames

WORD = "关于某某同志的处理意见"


def record(message, *args, name="x", fault=None, **extra):
    made = logging.LogRecord(name, 40, "", 0, message, args, fault)
    for key, value in extra.items():
        setattr(made, key, value)
    HideSecrets().filter(made)
    return made


def raised():
    try:
        raise ValueError(WORD)
    except ValueError:
        return sys.exc_info()


@pytest.mark.parametrize(
    "path", ["/dav/s3cret/1.docx", "/calendar/s3cret.ics", "x/calendar/s3cret"]
)
def test_a_secret_in_an_address_is_hidden(path):
    assert "s3cret" not in record("Not Found: %s", path, name="django.request").getMessage()


def test_other_words_are_left_alone():
    assert record("%s 件 %d%%", "/matters/1/", 3).getMessage() == "/matters/1/ 件 3%"


@pytest.mark.parametrize("path", ["/matters/117/", f"/{WORD}/", "/search/?q=abc"])
def test_a_path_is_not_written(path):
    said = record("Internal Server Error: %s", path, name="django.request").getMessage()
    assert said == "Internal Server Error: （路径略）"


def test_what_a_suspicious_request_sent_is_not_written():
    made = record(WORD, name="django.security.DisallowedHost")
    assert WORD not in Plain().format(made)


@pytest.mark.parametrize("form", [Plain(), Json()])
def test_a_fault_is_told_by_kind_and_place_only(form):
    said = form.format(record("出了差错", fault=raised()))
    assert WORD not in said
    assert "ValueError" in said
    assert "test_logs.py" in said


def test_a_json_line_is_one_line_of_json():
    made = record("请求", fault=raised(), facts={"page": "desk", "status": 200})
    line = Json().format(made)
    assert "\n" not in line
    row = json.loads(line)
    assert (row["page"], row["status"], row["level"]) == ("desk", 200, "error")


def test_frames_name_files_lines_and_kind():
    lines = frames(raised()[1]).splitlines()
    assert lines[-1] == "builtins.ValueError"
    assert lines[0].endswith(" raised")
