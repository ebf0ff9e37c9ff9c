"""命令 `sanban compare`：写出是 0，写不成修订是 1，读不了写不进是 2，要么整份要么一个字也不写。"""

import pytest

from sanban.engine.compare.command import main
from sanban.engine.compare.revisions import accept_all
from sanban.engine.read import read
from tests.engine.compare.papers import Para, docx_of, wrap

LONG = "各乡镇、各部门要严格落实安全生产责任制，层层传导压力。"
OTHER = "请于每季度末将工作情况书面报送县政府办公室。"
TRACKED = '<w:p><w:ins w:id="1" w:author="李"><w:r><w:t>甲</w:t></w:r></w:ins></w:p>'


@pytest.fixture
def put(tmp_path):
    def put(name, data):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return str(path)

    return put


def docx(text):
    return docx_of((Para(((text, ""),)),))


def test_the_list_is_printed(put, capsys):
    assert main([put("旧.txt", "于3月5日前"), put("新.txt", "于3月8日前")]) == 0
    assert "日期由“3月5日”改为“3月8日”" in capsys.readouterr().out


@pytest.mark.parametrize("kind", ["txt", "html", "docx"])
def test_each_form_is_written_where_told(put, tmp_path, capsys, kind):
    out = tmp_path / f"出.{kind}"
    argv = [put("旧.docx", docx(LONG)), put("新.docx", docx(OTHER)), "--to", kind, "-o", str(out)]
    assert main(argv) == 0
    assert out.stat().st_size > 100
    assert "共 " in capsys.readouterr().out


def test_without_a_name_it_is_written_beside_the_new_one(put, tmp_path, capsys):
    assert main([put("旧.txt", LONG), put("新.txt", OTHER), "--to", "html"]) == 0
    assert (tmp_path / "新-比对.html").exists()


@pytest.mark.parametrize(("old", "new"), [("旧.txt", "新.docx"), ("旧.docx", "新.txt")])
def test_word_and_text_can_be_compared_with_each_other(put, tmp_path, capsys, old, new):
    made = {".txt": lambda text: text, ".docx": docx}
    argv = [put(name, made[name[1:]](text)) for name, text in ((old, LONG), (new, OTHER))]
    assert main([*argv, "--to", "docx", "-o", str(tmp_path / "出.docx")]) == 0
    assert "不是 Word 文件" in capsys.readouterr().err
    assert read(accept_all((tmp_path / "出.docx").read_bytes()), "稿.docx").text == OTHER


def test_the_same_file_says_no_difference(put, capsys):
    path = put("稿.docx", docx(LONG))
    assert main([path, path]) == 0
    assert "没有不同。" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("空.txt", "", "文件是空的"),
        ("坏.docx", b"PK\x03\x04" + b"x" * 99, "已损坏"),
        ("图.png", b"\x89PNG\r\n\x1a\n", "图片已损坏"),
        ("宏.docm", docx(LONG), "带有宏"),
        ("没有.xyz", LONG, "读不了"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_written(
    put, tmp_path, capsys, name, data, said
):
    out = tmp_path / "出.html"
    for pair in ((name, "好.txt"), ("好.txt", name)):
        argv = [put(one, data if one == name else LONG) for one in pair]
        assert main([*argv, "--to", "html", "-o", str(out)]) == 2
        assert f"{name}：没有读成。" in (told := capsys.readouterr().err)
        assert said in told
    assert not out.exists()


def test_a_missing_file_is_said(put, tmp_path, capsys):
    assert main([str(tmp_path / "没有.txt"), put("新.txt", LONG)]) == 2
    assert "找不到这个文件" in capsys.readouterr().err


def test_revisions_in_the_old_draft_refuse_docx_only(put, tmp_path, capsys):
    argv = [put("旧.docx", wrap(TRACKED)), put("新.docx", docx(LONG))]
    out = tmp_path / "出.docx"
    assert main([*argv, "--to", "docx", "-o", str(out)]) == 1
    assert "先在旧稿里全部接受或全部拒绝" in capsys.readouterr().err
    assert not out.exists()
    assert main(argv) == 0
    assert "按全部接受修订来读" in capsys.readouterr().out


def test_it_never_writes_over_what_it_compares(put, capsys):
    old, new = put("旧.txt", LONG), put("新.txt", OTHER)
    assert main([old, new, "-o", new]) == 2
    assert "会盖掉它" in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_said(put, tmp_path, capsys):
    argv = [put("旧.txt", LONG), put("新.txt", OTHER), "-o", str(tmp_path / "无" / "出.txt")]
    assert main(argv) == 2
    assert "写不进去" in capsys.readouterr().err


@pytest.mark.parametrize("wrong", ["昨天", "2026-02-30T09:00:00Z", "2026-03-05T09:00:00"])
def test_a_wrong_date_is_said_in_chinese(put, capsys, wrong):
    assert main([put("旧.txt", LONG), put("新.txt", OTHER), "--date", wrong]) == 2
    assert "要写成 2026-03-05T09:00:00Z 的样子" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["", " ", "甲\x01"])
def test_an_author_nobody_can_see_is_refused(put, capsys, name):
    assert main([put("旧.txt", LONG), put("新.txt", OTHER), "--author", name]) == 2
    assert "要写一个看得见的名字" in capsys.readouterr().err


def test_help_is_in_chinese(capsys):
    assert main(["-h"]) == 0
    assert "旧稿" in capsys.readouterr().out
