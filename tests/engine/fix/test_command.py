from sanban.engine.check import check_format
from sanban.engine.fix.command import main
from tests.engine.check.foreign import typical


def written(folder, data=None, name="通知.docx"):
    path = folder / name
    path.write_bytes(typical() if data is None else data)
    return path


def test_a_mended_file_is_written_and_the_original_stays(tmp_path, capsys):
    path, out = written(tmp_path), tmp_path / "改.docx"
    original = path.read_bytes()
    assert main([str(path), "-o", str(out), "--class", "B"]) == 0
    shown = capsys.readouterr().out
    assert "改了" in shown
    assert "HD-06" in shown
    assert path.read_bytes() == original
    assert {one.rule for one in check_format(out.read_bytes())} == {"PN-01"}


def test_what_cannot_be_read_is_two_and_nothing_is_written(tmp_path, capsys):
    out = tmp_path / "改.docx"
    for path in (
        tmp_path / "没有.docx",
        written(tmp_path, b"", "空.docx"),
        written(tmp_path, b"%PDF-1.7", "假.docx"),
        written(tmp_path, b"PK\3\4", "坏.docx"),
        written(tmp_path, b"abc", "稿.txt"),
    ):
        assert main([str(path), "-o", str(out)]) == 2, path
        assert path.name in capsys.readouterr().err
        assert not out.exists()


def test_a_folder_that_is_not_there_is_two(tmp_path, capsys):
    assert main([str(written(tmp_path)), "-o", str(tmp_path / "无/改.docx")]) == 2
    assert "写不进" in capsys.readouterr().err


def test_a_refusal_is_one_says_why_and_leaves_the_old_output(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("sanban.engine.fix.fixing.MOST_PASSES", 1)
    out = tmp_path / "改.docx"
    out.write_bytes(b"old")
    assert main([str(written(tmp_path)), "-o", str(out)]) == 1
    assert "没有写出" in capsys.readouterr().err
    assert out.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 2


def test_tracked_words_are_left_for_a_person(tmp_path):
    path, out = written(tmp_path), tmp_path / "改.docx"
    assert main([str(path), "-o", str(out), "--class", "B", "--tracked"]) == 0
    assert "DX-01" in {one.rule for one in check_format(out.read_bytes())}
