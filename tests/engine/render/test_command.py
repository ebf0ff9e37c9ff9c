import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sanban.engine.gongwen.markdown import read_markdown
from sanban.engine.gongwen.serialise import to_json
from sanban.engine.render import command
from sanban.engine.render.command import REFUSED, UNREADABLE, WRITTEN, main, run
from sanban.engine.render.options import options_of
from sanban.engine.render.output import NotWritten, names_of, write_all
from sanban.engine.render.targets import FORM_TARGETS, TARGETS

NOTICE = """+++
文种 = 通知
发文机关 = 演示县人民政府办公室
发文字号 = 演政办发〔2026〕12号
标题 = 演示县人民政府办公室关于做好值班工作的通知
主送 = 各乡镇人民政府
成文日期 = 2026年9月11日
印发机关 = 演示县人民政府办公室
印发日期 = 2026年9月12日
+++
各单位要严格执行值班制度。
"""
STARTS = {"pdf": b"%PDF-", "docx": b"PK", "ofd": b"PK", "png": b"\x89PNG", "svg": b"<svg"}


@pytest.fixture
def notice(tmp_path):
    path = tmp_path / "通知.md"
    path.write_text(NOTICE, "utf-8")
    return path


def spoiled(path, old, new):
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    return path


def left(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("target", TARGETS)
def test_a_document_is_written_in_every_target(notice, target, capsys):
    assert main([str(notice), "--to", target]) == WRITTEN
    outs = sorted(path for path in notice.parent.iterdir() if path != notice)
    assert {out.suffix for out in outs} == {f".{target}"}
    assert all(out.read_bytes().startswith(STARTS[target]) for out in outs)
    assert capsys.readouterr().out == "".join(f"{out}\n" for out in outs)


def test_forms_and_documents_have_the_same_targets():
    assert FORM_TARGETS.keys() == TARGETS.keys()


@pytest.mark.parametrize("target", FORM_TARGETS)
def test_a_form_is_written_in_every_target(tmp_path, target, capsys):
    path = tmp_path / "席卡.toml"
    path.write_text('表单 = "席卡"\n名单 = ["张三"]\n', "utf-8")
    assert main([str(path), "--to", target]) == WRITTEN, capsys.readouterr().err
    spoiled(path, "名单", "单名")
    assert main([str(path), "--to", target]) == REFUSED
    assert "第 2 行 单名：" in capsys.readouterr().err


def test_a_form_has_no_body(tmp_path, capsys):
    path = tmp_path / "席卡.md"
    path.write_text('+++\n表单 = "席卡"\n名单 = ["张三"]\n+++\n\n多写的字\n', "utf-8")
    assert main([str(path)]) == REFUSED
    assert "第 5 行 表单：表单没有正文" in capsys.readouterr().err


def test_pages_of_pictures_are_numbered(notice, capsys):
    spoiled(notice, "各单位", "甲\n---\n乙\n---\n各单位")
    assert (
        main([str(notice), "--to", "png", "--dpi", "40", "-o", str(notice.with_name("页.png"))])
        == 0
    )
    assert left(notice.parent)[1:4] == ["页-1.png", "页-2.png", "页-3.png"]


def test_the_same_file_gives_the_same_bytes(notice):
    outs = [notice.with_name(name) for name in ("1.pdf", "2.pdf")]
    for out in outs:
        main([str(notice), "-o", str(out)])
    assert outs[0].read_bytes() == outs[1].read_bytes()


def test_data_in_json_is_rendered_too(notice):
    path = notice.with_name("a.json")
    path.write_text(to_json(read_markdown(NOTICE)), "utf-8")
    assert main([str(path)]) == WRITTEN


def test_warnings_are_printed_and_the_file_is_written(notice, capsys):
    spoiled(notice, "主送 = 各乡镇人民政府\n", "")
    assert main([str(notice)]) == WRITTEN
    assert (
        "通知.md：提醒：主送机关：文件格式的通知没有写主送机关。（条例第九条（八））"
        in capsys.readouterr().err
    )


def test_a_refused_document_writes_nothing(notice, capsys):
    spoiled(notice, "〔2026〕12号", "[2026]12号")
    assert main([str(notice)]) == REFUSED
    assert left(notice.parent) == ["通知.md"]
    assert "不能成文：第 4 行 发文字号：" in capsys.readouterr().err


def test_a_monstrous_value_is_not_printed_whole(notice, capsys):
    spoiled(notice, "〔2026〕12号", "很长" * 1000)
    assert main([str(notice)]) == REFUSED
    assert len(capsys.readouterr().err) < 400


def test_a_refused_document_leaves_the_old_file(notice):
    out = notice.with_suffix(".pdf")
    out.write_bytes(b"old")
    spoiled(notice, "成文日期", "成文时间")
    assert main([str(notice)]) == REFUSED
    assert out.read_bytes() == b"old"


@pytest.mark.parametrize("name", ["没有.md", "."])
def test_what_cannot_be_read_is_said(tmp_path, name, capsys):
    assert main([str(tmp_path / name)]) == UNREADABLE
    assert "打不开" in capsys.readouterr().err


def test_json_that_is_not_a_document_is_refused(tmp_path, capsys):
    path = tmp_path / "a.json"
    path.write_text('{"version": 1}', "utf-8")
    assert main([str(path)]) == REFUSED


@pytest.mark.parametrize(
    "bad", ['{"is": "Title", "text": 3}', '{"is": "SignOff", "organs": 1, "day": "2026-01-01"}']
)
def test_json_of_the_wrong_shape_never_shows_a_traceback(tmp_path, bad, capsys):
    path = tmp_path / "a.json"
    whole = '{"version": 1, "gongwen": {"is": "Gongwen", "kind": "notice", "elements": [%s]}}'
    path.write_text(whole % bad, "utf-8")
    assert main([str(path)]) in (REFUSED, UNREADABLE)
    said = capsys.readouterr()
    assert "Traceback" not in said.err and said.err


def test_an_output_that_cannot_be_written_is_said(notice, capsys):
    assert main([str(notice), "-o", str(notice.parent / "无" / "a.pdf")]) == UNREADABLE
    assert "写不进去：没有这个文件夹。" in capsys.readouterr().err
    assert main([str(notice), "-o", str(notice.parent)]) == UNREADABLE
    assert left(notice.parent) == ["通知.md"]


def test_the_suffix_says_which_target_is_meant(notice):
    out = notice.with_suffix(".docx")
    assert main([str(notice), "-o", str(out)]) == WRITTEN
    assert out.read_bytes().startswith(STARTS["docx"])


def test_a_suffix_that_contradicts_the_target_is_refused(notice, capsys):
    assert main([str(notice), "--to", "pdf", "-o", str(notice.with_suffix(".ofd"))]) == UNREADABLE
    assert "--to 是 pdf，-o 的后缀是 .ofd" in capsys.readouterr().err
    assert left(notice.parent) == ["通知.md"]


def test_the_source_is_never_overwritten(notice, tmp_path, capsys):
    rules = tmp_path / "规定.toml"
    rules.write_text("", "utf-8")
    for out in (notice, notice.parent / "." / "通知.md", rules):
        argv = [str(notice), "-o", str(out), "--office-rules", str(rules)]
        assert main(argv) == UNREADABLE
        assert "是要读的文件" in capsys.readouterr().err
    assert notice.read_text("utf-8") == NOTICE


def test_parts_are_written_all_or_none(tmp_path):
    names = names_of(tmp_path / "a.png", 3)
    assert [path.name for path in names] == ["a-1.png", "a-2.png", "a-3.png"]
    names[2].mkdir()
    with pytest.raises(NotWritten):
        write_all((b"1", b"2", b"3"), names)
    assert left(tmp_path) == ["a-3.png"]
    names[2].rmdir()
    write_all((b"1", b"2", b"3"), names)
    assert left(tmp_path) == ["a-1.png", "a-2.png", "a-3.png"]


def test_the_report_is_json(notice, capsys):
    assert main([str(notice), "--json-report"]) == WRITTEN
    said = json.loads(capsys.readouterr().out)
    assert (said["status"], said["target"]) == ("written", "pdf")
    spoiled(notice, "文种 = 通知", "文种 = 报告单")
    assert main([str(notice), "--json-report"]) == REFUSED
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert (problem["element"], problem["line"], problem["clause"]) == ("文种", 2, "条例第八条")


def test_an_office_layer_is_laid_on(notice, tmp_path, capsys):
    rules = tmp_path / "规定.toml"
    rules.write_text('profile = "nominal"\n[measure]\nrule_gap = 5\n', "utf-8")
    assert main([str(notice), "--office-rules", str(rules)]) == WRITTEN
    rules.write_text("colour = 1", "utf-8")
    assert main([str(notice), "--office-rules", str(rules)]) == REFUSED
    assert main([str(notice), "--office-rules", str(tmp_path / "无.toml")]) == UNREADABLE


def test_docx_follows_the_dialog_unless_told(notice):
    def profile(*argv):
        return command._rules(options_of([str(notice), *argv], list(TARGETS))).profile.name

    assert (profile(), profile("--to", "docx")) == ("measured", "nominal")
    assert profile("--to", "docx", "--profile", "measured") == "measured"


@pytest.mark.parametrize(
    "argv, said",
    [
        ([], "还要写：文件。"),
        (["a.md", "--to", "doc"], "--to 不能是 'doc'，可选 "),
        (["a.md", "--to"], "--to 后面要写一个值。"),
        (["a.md", "--colour"], "不认得 --colour。"),
        (["a.md", "--dpi", "9"], "--dpi：要写 36 到 600 的整数。"),
    ],
)
def test_wrong_usage_is_said_in_chinese(argv, said, capsys):
    assert main(argv) == UNREADABLE
    told = capsys.readouterr().err
    assert told.startswith("用法：sanban render") and said in told


def test_help_is_chinese(capsys):
    assert main(["--help"]) == WRITTEN
    assert capsys.readouterr().out.startswith("用法：sanban render")


def broken(*_, **__):
    raise ZeroDivisionError


def test_a_surprise_ends_in_a_sentence_but_tests_see_it(notice, monkeypatch, capsys):
    monkeypatch.setitem(TARGETS, "pdf", f"{__name__}:broken")
    assert main([str(notice)]) == UNREADABLE
    assert "意料之外" in capsys.readouterr().err
    with pytest.raises(ZeroDivisionError):
        run(options_of([str(notice)], list(TARGETS)))


def test_the_command_loads_neither_framework_nor_network():
    code = (
        "import sys, sanban.engine.render.command;"
        "print([name for name in ('django', 'requests') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
    )  # fmt: skip
    assert done.stdout.strip() == "[]"
