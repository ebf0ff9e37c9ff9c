"""传文件：自己排的读得回，外来的认得出，没拿进来的说得清，带宏的不收。"""

import io
import shutil
import zipfile
from dataclasses import replace

import pytest

from demo.files.docx import make_docx
from demo.files.others import make_doc
from sanban.core.errors import Refused
from sanban.documents.models import DraftVersion, LateDraft
from sanban.documents.services import Upload, drafting
from sanban.engine.gongwen import elements as of
from sanban.files import services as files
from tests.documents.drafting.conftest import BODY, form


def docx_with(data, **parts):
    """给一份 DOCX 换掉几个部件；`document` 是正文里要换的（旧，新）。"""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            kept = old.read(name)
            if name == "word/document.xml" and "document" in parts:
                kept = kept.decode().replace(*parts["document"]).encode()
            new.writestr(name, kept)
        for name, text in parts.get("more", {}).items():
            new.writestr(name, text)
    return out.getvalue()


def test_a_downloaded_draft_edited_comes_back_as_the_next_version(cast, outgoing, now):
    data = drafting.docx_of(drafting.newest(outgoing.matter))
    edited = docx_with(data, document=("加强巡护", "加强昼夜巡护"))
    saved = drafting.upload_version(
        outgoing, Upload("改.docx", edited), base=1, reason="补上夜间", by=cast.drafter, now=now
    )
    assert (saved.number, saved.way, saved.reason) == (2, "upload", "补上夜间")
    assert "加强昼夜巡护" in drafting.text_of(saved)
    assert files.read_bytes(saved.source) == edited


def test_the_blank_number_does_not_come_back_as_a_number(cast, outgoing, now):
    data = drafting.docx_of(drafting.newest(outgoing.matter))
    saved = drafting.upload_version(
        outgoing, Upload("改.docx", data), base=1, reason="", by=cast.drafter, now=now
    )
    assert drafting.gongwen_of(saved).first(of.DocNumber) is None
    assert saved.digest == DraftVersion.objects.get(number=1).digest


def test_starts_from_a_foreign_document(cast, prefix, paper, now):
    made = drafting.start_from_file(
        Upload("来.docx", make_docx(paper)),
        form(prefix=prefix, title="代拟", body=""),
        by=cast.drafter,
        now=now,
    )
    text = drafting.text_of(drafting.newest(made.matter))
    assert made.matter.title == paper.title
    assert made.main_recipients == "各县（区）人民政府"
    assert all(one in text for one in paper.paragraphs)


@pytest.mark.parametrize("name", ["稿.txt", "稿.md"])
def test_starts_from_plain_text(cast, prefix, name, now):
    text = f"{form().title}\n\n各乡镇人民政府：\n\n{BODY}\n\n演示县人民政府办公室\n2026年9月11日\n"
    made = drafting.start_from_file(
        Upload(name, text.encode()), form(prefix=prefix, body=""), by=cast.drafter, now=now
    )
    assert drafting.form_of(made).body == BODY
    assert made.main_recipients == "各乡镇人民政府"


def test_says_what_did_not_go_in(cast, prefix, paper, now):
    box = (
        "<w:p><w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox>"
        "<w:txbxContent><w:p><w:r><w:t>框里的字</w:t></w:r></w:p></w:txbxContent>"
        "</v:textbox></v:shape></w:pict></w:r></w:p><w:sectPr"
    )
    data = docx_with(make_docx(paper), document=("<w:sectPr", box))
    made = drafting.start_from_file(
        Upload("来.docx", data), form(prefix=prefix, body=""), by=cast.drafter, now=now
    )
    reason = drafting.newest(made.matter).reason
    assert "1 个文本框" in reason
    assert "原文件已原样保存" in reason


def test_a_template_with_macros_is_refused(cast, prefix, paper, now):
    data = docx_with(make_docx(paper), more={"word/vbaProject.bin": b"\0"})
    with pytest.raises(Refused) as refusal:
        drafting.start_from_file(
            Upload("模板.docx", data), form(prefix=prefix), by=cast.drafter, now=now
        )
    assert refusal.value.code == "macro"
    assert not DraftVersion.objects.exists()


@pytest.mark.parametrize("name", ["表.xlsx", "稿.pdf", "稿"])
def test_other_kinds_of_file_are_refused(cast, outgoing, name, now):
    with pytest.raises(Refused) as refusal:
        drafting.upload_version(
            outgoing, Upload(name, b"x"), base=1, reason="", by=cast.drafter, now=now
        )
    assert refusal.value.code == "wrong-suffix"


def test_a_late_file_is_kept_whole(cast, outgoing, now):
    data = drafting.docx_of(drafting.newest(outgoing.matter))
    mine = replace(drafting.form_of(outgoing), body="先存了。")
    drafting.save_form(outgoing, mine, base=1, reason="", by=cast.drafter, now=now)
    edited = docx_with(data, document=("加强巡护", "加强昼夜巡护"))
    with pytest.raises(Refused) as refusal:
        drafting.upload_version(
            outgoing, Upload("改.docx", edited), base=1, reason="", by=cast.drafter, now=now
        )
    assert refusal.value.code == "late"
    assert files.read_bytes(LateDraft.objects.get().source) == edited


def test_a_marked_file_is_refused_and_not_kept(cast, outgoing, now):
    text = "机密★1年\n关于开展工作的通知\n正文。"
    with pytest.raises(Refused) as refusal:
        drafting.upload_version(
            outgoing, Upload("稿.txt", text.encode()), base=1, reason="", by=cast.drafter, now=now
        )
    assert refusal.value.code == "classified"


def test_unseen_characters_do_not_break_the_store(cast, prefix, now):
    text = f"{form().title}\n\n各乡镇人民政府：\n\n{'做好防火工作。' * 800}\n\n及时\0处置。\n"
    made = drafting.start_from_file(
        Upload("稿.txt", text.encode()), form(prefix=prefix, body=""), by=cast.drafter, now=now
    )
    assert "及时处置。" in drafting.form_of(made).body


@pytest.fixture(scope="session")
def real_doc(paper):
    if not shutil.which("soffice"):
        pytest.skip("本机没有 LibreOffice")
    return make_doc(paper)


def test_an_old_wps_file_is_read_and_kept_as_it_is(cast, prefix, paper, real_doc, now):
    made = drafting.start_from_file(
        Upload("稿.wps", real_doc), form(prefix=prefix, body=""), by=cast.drafter, now=now
    )
    first = drafting.newest(made.matter)
    assert made.matter.title == paper.title
    assert all(one in drafting.text_of(first) for one in paper.paragraphs)
    assert files.read_bytes(first.source) == real_doc


def test_a_locked_old_file_is_refused(cast, outgoing, now):
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(Refused) as refusal:
        drafting.upload_version(
            outgoing, Upload("稿.doc", data), base=1, reason="", by=cast.drafter, now=now
        )
    assert refusal.value.code == "encrypted"
