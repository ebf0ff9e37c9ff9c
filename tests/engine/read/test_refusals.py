"""读不了的文件：每一种都有一句说得清的话，和一个不变的代号。"""

import io
import struct
import zipfile

import docx
import pypdfium2
import pytest

from sanban.engine.read import Unreadable, read, sniff
from tests.engine.letters import SAMPLES
from tests.engine.samples import as_docx, as_ofd, as_pdf, saved, zipped

GOOD = as_docx(SAMPLES[0])
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
TYPES = '<?xml version="1.0"?><Types/>'
DOCUMENT = (
    '<?xml version="1.0"?><w:document xmlns:w='
    '"http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s</w:body></w:document>'
)


def package(**parts):
    return zipped({"[Content_Types].xml": TYPES, "word/document.xml": DOCUMENT % "", **parts})


def refusal(data, name):
    with pytest.raises(Unreadable) as caught:
        read(data, name)
    assert "请" in caught.value.message or "不能" in caught.value.message
    return caught.value.code


def with_entity(encoding):
    text = (
        '<?xml version="1.0" encoding="%s"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    )
    return (text % encoding + "<a>&x;</a>").encode(encoding)


def swollen():
    return package(**{"word/media/a.bin": bytes(120 * 1024 * 1024)})


def crowded():
    return package(**{f"word/media/{n}.bin": b"" for n in range(5001)})


def lying_package():
    """声明的大小与实际不符的部件。"""
    data = bytearray(package(**{"word/styles.xml": "<a/>" * 4000}))
    place = data.rindex(b"word/styles.xml")
    struct.pack_into("<I", data, place - 46 + 24, 40)
    return bytes(data)


def long_package(one, times):
    """一个部件里同一个标签重写许多遍；不压，免得当成压缩炸弹。"""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as package:
        package.writestr("[Content_Types].xml", TYPES)
        package.writestr("word/document.xml", DOCUMENT % (one * times))
    return made.getvalue()


def locked_zip():
    data = bytearray(GOOD)
    for place in (n for n in range(len(data)) if data[n : n + 4] == b"PK\x01\x02"):
        data[place + 8] |= 1
    return bytes(data)


CASES = {
    "empty docx": (b"", "a.docx", "empty"),
    "empty text": (b"  \n", "a.txt", "empty"),
    "zeros": (bytes(2000), "a.pdf", "empty"),
    "truncated docx": (GOOD[: len(GOOD) // 2], "a.docx", "corrupt"),
    "truncated ofd": (as_ofd(SAMPLES[0])[:900], "a.ofd", "corrupt"),
    "broken pdf": (b"%PDF-1.7\n" + b"junk " * 200, "a.pdf", "corrupt"),
    "pdf stub": (b"%PDF-1.4", "a.pdf", "corrupt"),
    "no document part": (zipped({"[Content_Types].xml": TYPES}), "a.docx", "corrupt"),
    "bad xml": (package(**{"word/document.xml": "<w:document"}), "a.docx", "corrupt"),
    "ofd without pages": (zipped({"OFD.xml": "<OFD/>"}), "a.ofd", "corrupt"),
    "encrypted docx": (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "encrypted"),
    "locked zip": (locked_zip(), "a.docx", "encrypted"),
    "docx called pdf": (GOOD, "a.pdf", "wrong-suffix"),
    "pdf called docx": (as_pdf(SAMPLES[0]), "a.docx", "wrong-suffix"),
    "picture called docx": (b"\x89PNG\r\n\x1a\n" + b"x" * 99, "a.docx", "wrong-suffix"),
    "program called txt": (b"MZ" + b"\x90\0" * 99, "a.txt", "wrong-suffix"),
    "ofd called docx": (as_ofd(SAMPLES[0]), "a.docx", "wrong-suffix"),
    "docm": (GOOD, "a.docm", "macro"),
    "macro inside docx": (package(**{"word/vbaProject.bin": b"x"}), "a.docx", "macro"),
    "macro in another folder": (package(**{"x/vbaProject.bin": b"x"}), "a.docx", "macro"),
    "macro inside doc": (
        OLE + "WordDocument".encode("utf-16-le") + "_VBA_PROJECT".encode("utf-16-le"),
        "a.doc",
        "macro",
    ),
    "zip bomb": (swollen(), "a.docx", "zip-bomb"),
    "too many parts": (crowded(), "a.docx", "zip-bomb"),
    "lying sizes": (lying_package(), "a.docx", "corrupt"),
    "xxe": (package(**{"word/document.xml": with_entity("utf-8")}), "a.docx", "xml-entity"),
    "xxe in utf-16": (package(**{"docProps/a.xml": with_entity("utf-16")}), "a.docx", "xml-entity"),
    "xxe in ofd": (zipped({"OFD.xml": with_entity("utf-8")}), "a.ofd", "xml-entity"),
    "path traversal": (package(**{"../../etc/cron.d/x": b""}), "a.docx", "path-traversal"),
    "absolute path": (package(**{"/etc/x": b""}), "a.docx", "path-traversal"),
    "windows path": (package(**{"..\\x": b""}), "a.docx", "path-traversal"),
    "picture": (b"GIF89a" + b"x" * 99, "a.gif", "image"),
    "program": (b"MZ" + b"x" * 99, "a.exe", "unsupported"),
    "web page": (b"<!DOCTYPE html><html><body>x</body></html>", "a.html", "unsupported"),
    "archive": (zipped({"a.txt": "x"}), "a.zip", "unsupported"),
    "unknown suffix": (b"hello", "a.xyz", "unsupported"),
    "binary called txt": (b"ab\0\0\0\x01\x02" * 99, "a.txt", "wrong-suffix"),
    "bad encoding": (b"\xff\xff\x81\x80" * 20 + b"abc", "a.txt", "encoding"),
    "three million tags": (long_package("<a/>", 3_000_001), "a.docx", "too-long"),
    "endless lines": (b"a\n" * 200_001, "a.txt", "too-long"),
    "endless letters": (b"ab" * 1_500_001, "a.txt", "too-long"),
    "sheet called doc": (OLE + "Workbook".encode("utf-16-le"), "a.doc", "wrong-suffix"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_bad_file_is_refused_with_a_reason(case):
    data, name, code = CASES[case]
    assert refusal(data, name) == code


def test_a_file_over_the_limit_is_refused_unread():
    with pytest.raises(Unreadable, match="超过 1 MB") as caught:
        read(bytes(2 * 1024 * 1024), "a.docx", limit=1024 * 1024)
    assert caught.value.code == "too-large"


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(Unreadable) as caught:
        read(tmp_path / "没有.docx")
    assert caught.value.code == "not-found"


def test_endless_paragraphs_are_refused_before_they_are_all_read(monkeypatch):
    monkeypatch.setattr("sanban.engine.read.docx_body.MOST_PARAGRAPHS", 50)
    assert refusal(long_package("<w:p/>", 60), "a.docx") == "too-long"


@pytest.mark.parametrize("name", ["a.pdf", "a.ofd"])
def test_endless_letters_on_pages_are_refused(monkeypatch, name):
    monkeypatch.setattr("sanban.engine.read.layout.MOST_LETTERS", 50)
    made = as_pdf(SAMPLES[0]) if name == "a.pdf" else as_ofd(SAMPLES[0])
    assert refusal(made, name) == "too-long"


def test_a_pdf_with_a_password_is_refused():
    assert refusal(locked_pdf(), "a.pdf") == "encrypted"


def test_a_pdf_of_pictures_needs_ocr():
    page = read(picture_pdf(), "a.pdf")
    assert page.needs_ocr
    assert page.text.strip() == ""
    assert page.pages == 1


def test_every_cut_of_a_file_is_read_or_refused_never_a_crash():
    for data, name in (
        (GOOD, "a.docx"),
        (as_ofd(SAMPLES[0]), "a.ofd"),
        (as_pdf(SAMPLES[0]), "a.pdf"),
    ):
        for cut in range(0, len(data), len(data) // 12):
            try:
                read(data[:cut], name)
            except Unreadable as error:
                assert error.message


def test_every_flipped_byte_is_read_or_refused_never_a_crash():
    for data, name in (
        (GOOD, "a.docx"),
        (as_ofd(SAMPLES[0]), "a.ofd"),
        (as_pdf(SAMPLES[0]), "a.pdf"),
    ):
        for place in range(7, len(data), len(data) // 25):
            broken = data[:place] + bytes([data[place] ^ 0x5A]) + data[place + 1 :]
            try:
                read(broken, name)
            except Unreadable as error:
                assert error.message


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (GOOD, "docx"),
        (as_pdf(SAMPLES[0]), "pdf"),
        (b"junk\n" + as_pdf(SAMPLES[0]), "pdf"),
        (as_ofd(SAMPLES[0]), "ofd"),
        ("中文".encode(), "text"),
        ("中文通知".encode("gb18030"), "text"),
        ("中文通知".encode("utf-16"), "text"),
        (b"{\\rtf1}", "rtf"),
        (b"\x7fELF" + b"x" * 99, "program"),
        (OLE + "WordDocument".encode("utf-16-le"), "doc"),
    ],
)
def test_content_tells_its_own_kind(data, kind):
    assert sniff(data) == kind


def picture_pdf():
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def locked_pdf():
    """空密码打不开的 PDF：标准加密字典，口令校验值是错的。"""
    parts = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n",
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n",
        b"4 0 obj<</Filter/Standard/V 2/R 3/Length 128/P -4/O<%s>/U<%s>>>endobj\n"
        % (b"11" * 32, b"22" * 32),
    ]
    body, places = b"%PDF-1.4\n", []
    for part in parts:
        places.append(len(body))
        body += part
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = (
        b"trailer<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]>>\nstartxref\n%d\n%%%%EOF"
        % len(body)
    )
    return body + b"xref\n0 5\n0000000000 65535 f \n" + rows + tail


def test_the_builders_make_real_packages():
    assert zipfile.is_zipfile(io.BytesIO(GOOD))
    assert saved(docx.Document())
