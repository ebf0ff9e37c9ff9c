"""命令 `sanban extract`：列表、全文、给人看的样子，退出码，以及不装载 Django。"""

import json
import subprocess
import sys

import pytest

from sanban.engine.extract.command import main
from tests.engine.letters import SAMPLES
from tests.engine.read.test_refusals import picture_pdf
from tests.engine.samples import as_docx, as_txt

PROBE = """
import sys
from sanban.engine.extract.command import main
import sanban.engine.read, sanban.engine.roles, sanban.engine.marks
code = main(sys.argv[1:])
assert not any(name.split(".")[0] == "django" for name in sys.modules), "django"
assert "docx" not in sys.modules, "python-docx"
sys.exit(code)
"""


@pytest.fixture
def good(tmp_path):
    path = tmp_path / "来文.docx"
    path.write_bytes(as_docx(SAMPLES[0]))
    return path


def test_json_is_a_list_with_value_quote_and_confidence(good, capsys):
    assert main([str(good), "--json"]) == 0
    [row] = json.loads(capsys.readouterr().out)
    assert row["file"] == str(good)
    assert row["needs_ocr"] is False
    number = row["fields"]["sender_number"]
    assert number["value"] == number["quote"] == "云政办发〔2026〕35号"
    assert 0.85 <= number["confidence"] < 1


def test_text_is_what_the_offsets_refer_to(good, capsys):
    main([str(good), "--text"])
    text = capsys.readouterr().out
    main([str(good), "--json"])
    [row] = json.loads(capsys.readouterr().out)
    for field in row["fields"].values():
        assert text[field["start"] : field["end"]] == field["quote"]


def test_for_people_it_says_how_sure_it_is(good, capsys):
    main([str(good)])
    shown = capsys.readouterr().out
    assert "来文字号：云政办发〔2026〕35号（有把握）" in shown
    assert "签发人：没认出" in shown


def test_one_bad_file_does_not_hide_the_others(good, tmp_path, capsys):
    bad = tmp_path / "坏.docx"
    bad.write_bytes(b"")
    assert main([str(bad), str(good), str(tmp_path / "没有.pdf"), "--json"]) == 2
    rows = json.loads(capsys.readouterr().out)
    assert ["error" in row for row in rows] == [True, False, True]
    assert rows[0]["code"] == "empty"
    assert rows[1]["fields"]["title"]["value"]
    assert main([str(bad), str(good)]) == 2
    assert main([str(bad), "--text"]) == 2


def test_a_pdf_of_pictures_says_it_needs_ocr(tmp_path, capsys):
    path = tmp_path / "扫描.pdf"
    path.write_bytes(picture_pdf())
    assert main([str(path), "--json"]) == 0
    [row] = json.loads(capsys.readouterr().out)
    assert row["needs_ocr"] is True
    assert row["fields"] == {}
    main([str(path)])
    assert "识读" in capsys.readouterr().out


def test_a_classified_file_is_warned_of(tmp_path, capsys):
    path = tmp_path / "来文.txt"
    path.write_text("秘密★1年\n云川县人民政府文件\n", encoding="utf-8")
    main([str(path), "--json"])
    warning = capsys.readouterr().err
    assert "保守国家秘密法" in warning
    assert warning.count("\n") == 1


def test_no_django_is_loaded(good, tmp_path):
    text = tmp_path / "来文.txt"
    text.write_bytes(as_txt(SAMPLES[1]))
    done = subprocess.run(
        [sys.executable, "-c", PROBE, str(good), str(text), "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)) == 2
