import lzma
import signal
import subprocess
import sys
import time

import pytest

from sanban.engine.language import load
from sanban.engine.language.command import main
from tests.engine.language.letters import paragraphs

# 在后台起的测试，生来不理会 Ctrl+C；这里照桌前的样子恢复过来。
LEARN = (
    "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from sanban.engine.language.command import main; sys.exit(main(sys.argv[1:]))"
)


def archive(folder, count=1500):
    folder.mkdir()
    texts = paragraphs(count)
    (folder / "一.txt").write_text("\n".join(texts[: count // 2]), "utf-8")
    with lzma.open(folder / "二.txt.xz", "wt", encoding="utf-8") as file:
        file.write("\n".join(texts[count // 2 :]))
    return folder


def test_an_archive_is_learnt_and_used(tmp_path, capsys):
    output = tmp_path / "office.lm"
    assert main([str(archive(tmp_path / "旧文")), "-o", str(output)]) == 0
    assert "万字" in capsys.readouterr().err
    assert len(load(output).layers) == 2


def test_unreadable_and_marked_files_are_named_and_the_rest_learnt(tmp_path, capsys):
    folder = archive(tmp_path / "旧文")
    (folder / "坏.docx").write_bytes(b"not a document")
    (folder / "密.txt").write_text("机密★1年\n\n关于某事的通知\n", "utf-8")
    (folder / "断.xz").write_bytes((folder / "二.txt.xz").read_bytes()[:90])
    (folder / "图.png").write_bytes(b"\x89PNG")
    assert main([str(folder), str(tmp_path / "没有"), "-o", str(tmp_path / "a.lm")]) == 2
    said = capsys.readouterr().err
    for name in ("坏.docx", "密.txt", "断.xz", "没有"):
        assert name in said
    assert "图.png" not in said
    assert (tmp_path / "a.lm").exists()


def test_too_little_text_writes_nothing(tmp_path, capsys):
    (tmp_path / "一.txt").write_text("只有一句话。", "utf-8")
    assert main([str(tmp_path), "-o", str(tmp_path / "a.lm")]) == 1
    assert "太少" in capsys.readouterr().err
    assert not (tmp_path / "a.lm").exists()


def test_a_place_that_cannot_be_written_is_said_before_learning(tmp_path, capsys):
    assert main([str(tmp_path), "-o", str(tmp_path / "没有" / "a.lm")]) == 1
    assert "写不到" in capsys.readouterr().err


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_stopped_half_way_it_leaves_no_file(tmp_path, stop):
    folder = archive(tmp_path / "旧文", 40_000)
    output = tmp_path / "out"
    output.mkdir()
    program = [sys.executable, "-c", LEARN, str(folder), "-o", str(output / "a.lm")]
    with subprocess.Popen(program, stderr=subprocess.DEVNULL) as running:
        time.sleep(0.5)
        assert running.poll() is None
        running.send_signal(stop)
        assert running.wait(timeout=20) != 0
    assert not list(output.iterdir())


def test_the_base_is_built_alone(tmp_path, capsys):
    assert main([str(archive(tmp_path / "旧文")), "--base", "-o", str(tmp_path / "b.lm")]) == 0
    assert len(capsys.readouterr().out.strip()) == 64
