import json
import subprocess
import sys

from sanban.engine.check.manual import explained
from sanban.engine.check.running import joined
from sanban.engine.proof.finding import Finding
from sanban.engine.proof.rule import Level, Strength
from sanban.engine.read import read
from tests.engine.check.foreign import typical


def _other(start, end):
    return Finding(
        "D01", "x", Level.ERROR, Strength.REGULATION, start, end, "第2段", "", "文号不对。",
        ("好",), "B", "条例", 0.9,
    )  # fmt: skip


def test_what_both_see_is_told_once_by_the_format_rule():
    place = read(typical(), "a.docx").text.index("[2026]")
    found = joined(typical(), "a.docx", (_other(place, place + 6), _other(0, 2)))
    assert [one.start for one in found if one.rule == "D01"] == [0]
    assert "HD-06" in {one.rule for one in found}
    assert [(one.start, one.end) for one in found] == sorted((one.start, one.end) for one in found)


def test_a_rule_is_explained_by_its_number_or_its_name():
    assert "版心" in explained("pg-02")
    assert explained("PG-02") == explained("wrong-margins")
    assert explained("XX-99") == ""


def test_the_command_tells_words_and_layout_together(tmp_path):
    path = tmp_path / "通知.docx"
    path.write_bytes(typical())
    command = [sys.executable, "-m", "sanban.command", "check", "--rules-only", "--json", path]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 1
    (row,) = json.loads(done.stdout)
    assert {"HD-06", "PG-02"} <= {one["rule"] for one in row["findings"]}
    for one in row["findings"]:
        assert one["level"] in ("error", "warning", "hint")
        assert one["fix"] in ("A", "B", "C")
