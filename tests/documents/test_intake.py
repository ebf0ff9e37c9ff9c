"""来件：认得出各项，登记时挂上；坏的、险的各有一句话，什么也不留下。"""

import shutil

import pytest

from demo.files.docx import make_docx
from demo.files.others import make_doc, make_xlsx
from demo.files.pdf import make_pdf, make_scan_pdf
from sanban.core.errors import Refused
from sanban.documents import services
from sanban.documents.models import IntakeState
from sanban.documents.services import Upload
from sanban.files.models import Rendition, StoredFile
from sanban.files.services import path_of
from sanban.matters.models import Matter, MatterFile
from tests.documents.arriving import ole, receive, zipped
from tests.documents.conftest import form

XXE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'


def test_proposes_the_columns_with_their_place_and_certainty(cast, now, docx, paper):
    intake = receive(cast, now, docx)
    found = services.proposed_of(intake)
    assert intake.state == IntakeState.READY
    assert found["title"]["value"] == paper.title
    assert found["sender_number"]["value"] == paper.number
    assert found["issue_date"]["value"] == "2026-09-11"
    one = found["sender_number"]
    assert intake.content[one["start"] : one["end"]] == one["quote"]
    assert one["certainty"] == "有把握"
    assert Rendition.objects.filter(source=intake.stored).exists()


def test_a_scan_waits_for_the_background_and_proposes_what_it_sees(cast, now, paper):
    intake = receive(cast, now, make_scan_pdf(paper), "扫描.pdf")
    assert intake.state == IntakeState.READING
    assert not Rendition.objects.exists()
    assert services.read_intake.call(intake.pk) == "已读"
    intake.refresh_from_db()
    found = services.proposed_of(intake)
    assert (intake.state, intake.needs_ocr) == (IntakeState.READY, False)
    assert found["title"]["value"] == paper.title
    assert found["sender_number"]["value"] == paper.number
    assert found["title"]["crop"]["page"] == 1
    assert Rendition.objects.filter(source=intake.stored).exists()


def test_a_scan_is_registered_by_hand_where_nothing_can_read_it(cast, now, paper, monkeypatch):
    monkeypatch.setattr("sanban.engine.scan.scanner.NEEDED", ("没有这个包",))
    intake = receive(cast, now, make_scan_pdf(paper), "扫描.pdf")
    assert (intake.state, intake.needs_ocr) == (IntakeState.READY, True)


def test_a_broken_picture_is_not_kept(cast, now):
    intake = receive(cast, now, b"\x89PNG\r\n\x1a\n" + b"x" * 99, "照片.png")
    services.read_intake.call(intake.pk)
    intake.refresh_from_db()
    assert intake.state == IntakeState.FAULTY
    assert "图片已损坏" in intake.fault
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "空.docx", "空的"),
        (b"PK\x03\x04broken", "断.docx", "没有传完整"),
        (ole("EncryptedPackage"), "密.docx", "密码"),
        (b"%PDF-1.7 ...", "错.docx", "内容却是"),
        (zipped(word__document_xml=b""), "宏.docm", "宏"),
        (zipped(**{"word/vbaProject.bin": b"x", "word/document.xml": b""}), "宏.docx", "宏"),
        (zipped(**{"word/document.xml": b"0" * 50_000_000}), "炸.docx", "压缩炸弹"),
        (zipped(**{"word/document.xml": XXE}), "实体.docx", "外部实体"),
        (zipped(**{"word/document.xml": b"", "../../etc/x": b""}), "越.docx", "路径"),
        (b"MZ\x90\x00", "工具.exe", "程序"),
        (b"GIF89a" + b"x" * 99, "照片.gif", "图片"),
    ],
)
def test_what_cannot_be_read_says_why_and_is_not_kept(cast, now, data, name, said):
    intake = receive(cast, now, data, name)
    assert intake.state == IntakeState.FAULTY
    assert said in intake.fault
    assert intake.stored is None
    assert not StoredFile.objects.exists()


def test_too_large_says_so_and_reads_no_further(cast, now, settings):
    settings.UPLOAD_LIMIT = 1024 * 1024
    chunks = iter([b"x" * 700_000] * 50)
    intake = receive(cast, now, chunks, "大.txt")
    assert "1 MB 的上限" in intake.fault
    assert len(list(chunks)) == 48


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.txt", "C:\\x\\通知.txt", "a/\x00通\u202e知.txt"]
)
def test_only_the_last_part_of_a_name_is_kept(cast, now, name):
    kept = receive(cast, now, "一份通知".encode(), name).name
    assert not set("/\\\0\u202e") & set(kept)


def test_a_doc_without_libreoffice_is_registered_by_hand(cast, now, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    intake = receive(cast, now, ole("WordDocument"), "通知.doc")
    services.read_intake.call(intake.pk)
    services.read_intake.call(intake.pk)
    intake.refresh_from_db()
    assert intake.state == IntakeState.READY
    assert "没有 LibreOffice" in intake.fault


def test_cannot_be_registered_while_being_read(cast, now):
    intake = receive(cast, now, ole("WordDocument"), "通知.doc")
    with pytest.raises(Refused, match="正在识读"):
        services.register(intake, form(), by=cast.clerk, now=now)


def test_registering_hangs_the_file_on_the_matter(cast, now, docx):
    intake = receive(cast, now, docx)
    made = services.register(intake, form(), by=cast.clerk, now=now)
    file = MatterFile.objects.current(made.matter).get()
    assert (file.role, file.stored) == ("main", intake.stored)
    intake.refresh_from_db()
    assert (intake.state, intake.matter) == (IntakeState.REGISTERED, made.matter)
    assert made.digest == intake.stored.digest


def test_registering_the_same_intake_twice_makes_one_matter(cast, now, docx):
    intake = receive(cast, now, docx)
    services.register(intake, form(), by=cast.clerk, now=now)
    with pytest.raises(Refused, match="已经登记为"):
        services.register(intake, form(), by=cast.clerk, now=now)
    assert Matter.objects.count() == 1


def test_the_same_file_is_a_duplicate(cast, now, docx):
    services.register(receive(cast, now, docx), form(), by=cast.clerk, now=now)
    again = receive(cast, now, docx, "又一份.docx")
    found = services.find_duplicates(digest=again.stored.digest)
    assert [one.why for one in found] == ["同一份文件"]


def test_other_intakes_and_uploads_become_attachments(cast, now, docx, paper):
    main, other = receive(cast, now, docx), receive(cast, now, make_pdf(paper), "附件一.pdf")
    table = Upload("附件二.png", b"\x89PNG\r\n\x1a\n")
    whole = form(others=(other,), attachments=(table,))
    made = services.register(main, whole, by=cast.clerk, now=now)
    rows = MatterFile.objects.current(made.matter).values_list("role", "name")
    assert sorted(rows) == [
        ("attachment", "附件一.pdf"), ("attachment", "附件二.png"), ("main", "通知.docx"),
    ]  # fmt: skip


@pytest.mark.parametrize("data", [b"", b"MZ\x90", zipped(**{"word/vbaProject.bin": b""})])
def test_a_bad_attachment_stops_the_registration(cast, now, data):
    whole = form(attachments=(Upload("附件.docx", data),))
    with pytest.raises(Refused, match="没有收下"):
        services.register(None, whole, by=cast.clerk, now=now)
    assert not Matter.objects.exists()
    assert not StoredFile.objects.exists()


def test_an_ordinary_table_is_an_attachment(cast, incoming, now):
    table = Upload("附表.xlsx", make_xlsx("附表", [["单位", "数额"], ["县水务局", 1]]))
    (row,) = services.attach(incoming.matter, [table], role="attachment", by=cast.clerk, now=now)
    assert row.stored.media == "xlsx"


def test_dropping_forgets_the_file(cast, now, docx):
    intake = receive(cast, now, docx)
    stored = intake.stored
    services.drop(intake, by=cast.clerk, now=now)
    intake.refresh_from_db()
    assert (intake.state, intake.content) == (IntakeState.DROPPED, "")
    assert not StoredFile.objects.filter(pk=stored.pk).exists()
    with pytest.raises(Refused, match="已经放弃"):
        services.register(intake, form(), by=cast.clerk, now=now)


def test_dropping_one_copy_keeps_the_file_others_use(cast, now, docx):
    first, second = receive(cast, now, docx), receive(cast, now, docx, "另名.docx")
    services.drop(second, by=cast.clerk, now=now)
    assert path_of(first.stored).is_file()


def test_another_unit_cannot_take_an_intake(cast, now, docx):
    intake = receive(cast, now, docx)
    with pytest.raises(Refused, match="不是本单位"):
        services.drop(intake, by=cast.finance_liaison, now=now)


def test_a_real_docx_of_every_head_is_read_quickly(cast, now, paper):
    assert services.proposed_of(receive(cast, now, make_docx(paper)))["doc_kind"]["value"] == "通知"


@pytest.fixture(scope="session")
def real_doc(paper):
    if not shutil.which("soffice"):
        pytest.skip("本机没有 LibreOffice")
    return make_doc(paper)


def test_a_real_doc_is_read_in_the_background(cast, now, paper, real_doc):
    intake = receive(cast, now, real_doc, "通知.wps")
    assert services.read_intake.call(intake.pk) == "已读"
    intake.refresh_from_db()
    assert services.proposed_of(intake)["title"]["value"] == paper.title


def test_dropped_while_being_read_stays_dropped(cast, now):
    intake = receive(cast, now, ole("WordDocument"), "通知.doc")
    services.drop(intake, by=cast.clerk, now=now)
    assert services.read_intake.call(intake.pk) == "不必再读"
