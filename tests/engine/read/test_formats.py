"""各种格式读出同样的文字。"""

import shutil
import subprocess

import pytest

from sanban.engine.extract import extract
from sanban.engine.read import Unreadable, read
from tests.engine.letters import SAMPLES
from tests.engine.samples import FORMATS, Sample, as_docx, as_ofd, as_pdf, rows

TEXT = "关于报送总结的通知\r\n　　请于9月1日前报送。  \r\n"


def bare(text):
    return "".join(text.split())


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
@pytest.mark.parametrize("suffix", FORMATS)
def test_no_character_is_lost_or_added(sample, suffix):
    page = read(FORMATS[suffix](sample), f"a.{suffix}")
    wanted = bare("".join(text for _, text in sample.rows))
    assert sorted(bare(page.text)) == sorted(wanted)
    assert "\n".join(p.text for p in page.paragraphs) == page.text
    assert all(page.text[p.start : p.end] == p.text for p in page.paragraphs)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_every_usual_encoding_is_known(encoding):
    page = read((TEXT + "注：abc\n" * 20).encode(encoding), "a.txt")
    assert page.text.startswith("关于报送总结的通知\n　　请于9月1日前报送。  \n")


def test_markdown_is_read_as_text():
    assert read("# 标题\n\n正文".encode(), "a.md").text == "# 标题\n\n正文"


@pytest.mark.parametrize("build", [as_pdf, as_ofd], ids=["pdf", "ofd"])
def test_fixed_pages_know_colour_size_and_place(build):
    page = read(build(SAMPLES[0]), f"a.{build.__name__[3:]}")
    mark = next(p for p in page.paragraphs if p.text == "云川县人民政府办公室文件")
    assert mark.look.red
    assert abs(mark.look.size - 36) < 1
    assert mark.look.align == "center"
    assert mark.page == 1
    title = next(p for p in page.paragraphs if p.text.startswith("关于做好"))
    assert not title.look.red
    assert title.look.align == "center"
    first = next(p for p in page.paragraphs if p.text == "000012")
    assert abs(first.left - 28) < 1.5


@pytest.mark.parametrize("build", [as_pdf, as_ofd], ids=["pdf", "ofd"])
def test_lines_of_one_paragraph_are_joined(build):
    long = "各乡镇、各部门要严格落实安全生产责任制，" * 8 + "不得有误。"
    sample = Sample("long", (("text", long), ("text", "第二段也要写得足够长，" * 6 + "完。")))
    page = read(build(sample), f"a.{build.__name__[3:]}")
    assert page.text.split("\n")[0] == long


def test_page_numbers_stand_aside_as_footers():
    text = "\n".join(f"text|第{n}条　各单位应当按照规定报送材料。" for n in range(60))
    page = read(as_pdf(Sample("numbered", rows(text + "\ncenter|— 2 —"))), "a.pdf")
    assert [p.text for p in page.paragraphs if p.place == "footer"] == ["—2—"]


def test_old_word_and_wps_files_are_read_through_libreoffice(tmp_path):
    soffice = shutil.which("soffice")
    if not soffice:
        pytest.skip("本机没有 LibreOffice")
    sample = SAMPLES[0]
    (tmp_path / "a.docx").write_bytes(as_docx(sample))
    subprocess.run(
        [soffice, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "doc:MS Word 97", "--outdir", str(tmp_path), str(tmp_path / "a.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    old = (tmp_path / "a.doc").read_bytes()
    for name in ("a.doc", "a.wps"):
        fields = extract(read(old, name)).fields
        assert {key: fields[key].value if key in fields else None for key in sample.expect} == (
            sample.expect
        )


def test_without_libreoffice_an_old_word_file_says_what_to_install(monkeypatch):
    monkeypatch.setenv("PATH", "/nonexistent")
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "WordDocument".encode("utf-16-le")
    with pytest.raises(Unreadable, match="libreoffice-writer") as caught:
        read(old, "a.doc")
    assert caught.value.code == "no-libreoffice"
