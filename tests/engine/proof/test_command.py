import io
import json
import subprocess
import sys
from types import SimpleNamespace

import docx
import pytest

from sanban.engine.proof.command import main
from sanban.engine.proof.manual import main as explain
from tests.engine.samples import saved

WRONG, CLEAN = "县委(扩大)会议", "县委（扩大）会议"


def written(folder, name, text, encoding="utf-8"):
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return str(path)


def test_a_clean_file_is_zero_and_an_error_is_one(tmp_path, capsys):
    assert main([written(tmp_path, "a.txt", CLEAN)]) == 0
    assert "没有查出问题" in capsys.readouterr().out
    assert main([written(tmp_path, "b.txt", WRONG)]) == 1


def test_the_worst_counts_and_the_rest_is_still_told(tmp_path, capsys):
    assert main([str(tmp_path / "none.txt"), written(tmp_path, "b.txt", WRONG)]) == 2
    shown = capsys.readouterr().out
    assert "没有读成" in shown
    assert "括号用全角" in shown


def test_the_report_says_place_quote_suggestion_and_basis(tmp_path, capsys):
    main([written(tmp_path, "b.txt", f"通知\n\n{WRONG}")])
    shown = capsys.readouterr().out
    assert "第2段" in shown
    assert "县委【(】扩大" in shown
    assert "→ （" in shown
    assert "标准：GB/T 15834—2011" in shown


def test_json_has_the_fields_that_were_promised(tmp_path, capsys):
    main(["--json", written(tmp_path, "b.txt", WRONG)])
    (row,) = json.loads(capsys.readouterr().out)
    assert row["chars"] == 8
    assert list(row["findings"][0]) == [
        "rule", "name", "level", "strength", "start", "end", "place", "quote", "message",
        "suggestions", "fix", "basis", "confidence",
    ]  # fmt: skip
    assert row["findings"][0]["level"] == "error"
    assert row["findings"][0]["strength"] == "标准"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_offsets_count_every_character_of_the_file(tmp_path, capsys, encoding):
    main(["--json", written(tmp_path, "b.txt", f"甲\r\n乙\r\n{WRONG}", encoding)])
    (row,) = json.loads(capsys.readouterr().out)
    mark = encoding in ("utf-8-sig", "utf-16")
    assert row["findings"][0]["start"] == 6 + 2 + mark
    assert row["chars"] == 14 + mark


def test_standard_input_is_read_as_text(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(WRONG.encode())))
    assert main(["-", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)[0]["file"] == "-"


def test_offsets_of_a_document_point_into_its_text(tmp_path, capsys):
    path = tmp_path / "a.docx"
    document = docx.Document()
    for line in ("通知", WRONG):
        document.add_paragraph(line)
    path.write_bytes(saved(document))
    assert main([str(path), "--json"]) == 1
    (row,) = json.loads(capsys.readouterr().out)
    main([str(path), "--text"])
    text = capsys.readouterr().out
    one = row["findings"][0]
    assert text[one["start"] : one["end"]] == one["quote"] == "("
    assert one["place"] == "第2段"


def test_a_rule_explains_itself(capsys):
    assert explain(["p03"]) == 0
    shown = capsys.readouterr().out
    assert "GB/T 15834—2011" in shown
    assert "县委(扩大)会议" in shown


def test_an_unknown_rule_names_the_nearest(capsys):
    assert explain(["halfwidth-parenthesis"]) == 2
    assert "P03" in capsys.readouterr().out


def test_it_starts_without_the_framework():
    code = "from sanban.engine.proof import check; check('县委(扩大)会议'); import sys; "
    code += "assert 'django' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
