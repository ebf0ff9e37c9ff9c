"""识读的进程：一次一页，坏的、太大的、太久的各有一句话，死了换一个。"""

import json
import os
import signal
import struct
import zlib

import pytest
from PIL import Image

from sanban.engine.extract import extract_scan
from sanban.engine.extract.command import main
from sanban.engine.read import Unreadable, read, read_scan
from sanban.engine.scan import scanner
from sanban.engine.scan.scanner import ScanFailed, open_scan
from tests.engine.scan.drawing import NOTICE, as_bytes, as_pdf, drawn, sealed


@pytest.fixture(scope="session")
def notice():
    """一份盖了章的通知，和从它认出的各项。"""
    page = sealed(drawn(*NOTICE), 760, 660)
    return page, *extract_scan(as_bytes(page), "来文.png")


def test_every_field_is_read_off_a_picture(notice):
    _, _, found = notice
    assert {name: found.fields[name].value for name in (
        "urgency", "sender_org", "sender_number", "title", "main_recipient", "issue_date",
    )} == {
        "urgency": "特急",
        "sender_org": "演示县水利局",
        "sender_number": "演水发〔2026〕3号",
        "title": "演示县水利局关于做好防汛工作的通知",
        "main_recipient": "各乡镇人民政府",
        "issue_date": "2026-09-04",
    }  # fmt: skip


def test_each_letter_says_where_it_is(notice):
    _, physical, found = notice
    for one in physical.paragraphs:
        assert len(one.letters) == len(one.text)
    (left, top, wide, high) = found.fields["sender_number"].crop.boxes[0]
    assert 20 < left < 45 and 15 < wide < 35
    assert 28 < top < 40 and 3 < high < 9


def test_the_red_head_is_red_and_the_rest_is_not(notice):
    _, physical, _ = notice
    assert [one.text for one in physical.paragraphs if one.look.red] == ["演示县水利局文件"]


@pytest.mark.parametrize("turn", [90, 180])
def test_a_page_scanned_the_wrong_way_round_is_turned(turn):
    page = drawn("关于做好防汛工作的通知", "请抓好落实，及时报告。").crop((0, 0, 1240, 300))
    with open_scan(as_bytes(page.rotate(turn, expand=True))) as scan:
        seen = scan.page(1)
    assert seen.lines[0].text == "关于做好防汛工作的通知"
    left, top, wide, high = seen.original((0, 0, seen.width / 2, seen.height / 2))
    assert wide == pytest.approx(50, abs=1) and high == pytest.approx(50, abs=1)
    assert (round(left), round(top)) == {90: (0, 50), 180: (50, 50)}[turn]


def test_a_blank_page_and_a_noisy_one_have_no_words():
    noise = Image.effect_noise((620, 400), 70).convert("RGB")
    for page in (drawn(), noise):
        physical = read_scan(as_pdf(page), "白.pdf")
        assert physical.needs_ocr
        assert "没有识读出字" in physical.notes[0]


def _bomb(side):
    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"x") + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (_bomb(60_000), "大.png", "大得不正常"),
        (as_bytes(drawn())[:3000], "断.png", "已损坏"),
        (b"\xff\xd8\xff\xe0" + b"x" * 99, "坏.jpg", "已损坏"),
        (b"%PDF-1.7 broken", "坏.pdf", "已损坏"),
        (b"", "空.png", "空的"),
        (b"MZ\x90", "程序.png", "程序"),
    ],
)
def test_a_bad_picture_is_refused_in_one_sentence(data, name, said):
    with pytest.raises(Unreadable, match=said):
        read_scan(data, name)


def test_too_long_is_said_and_the_next_one_works():
    page = as_bytes(drawn("请抓好落实。"))
    with pytest.raises(ScanFailed, match="识读太久"), open_scan(page, seconds=0.05) as scan:
        scan.page(1)
    with open_scan(page) as scan:
        assert scan.page(1).lines[0].text == "请抓好落实。"


def test_a_worker_that_died_is_replaced():
    page = as_bytes(drawn("请抓好落实。"))
    with open_scan(page) as scan, pytest.raises(ScanFailed, match="中途停了"):
        os.kill(scanner._HELD[0]._process.pid, signal.SIGKILL)
        scan.page(1)
    with open_scan(page) as scan:
        assert scan.pages == 1


def test_without_the_reader_it_says_how_to_install(monkeypatch):
    monkeypatch.setattr(scanner, "NEEDED", ("没有这个包",))
    assert read(as_bytes(drawn()), "来文.png").needs_ocr
    with pytest.raises(Unreadable, match="pip install rapidocr"):
        read_scan(as_bytes(drawn()), "来文.png")


def test_the_command_prints_where_each_field_is(notice, tmp_path, capsys):
    path = tmp_path / "来文.png"
    path.write_bytes(as_bytes(notice[0]))
    assert main([str(path), "--json"]) == 0
    [row] = json.loads(capsys.readouterr().out)
    assert row["needs_ocr"] is False
    assert row["fields"]["issue_date"]["value"] == "2026-09-04"
    assert row["fields"]["issue_date"]["crop"]["page"] == 1
