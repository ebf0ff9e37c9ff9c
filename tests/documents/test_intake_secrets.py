"""涉密的来件：文字里、扫描件里、表格里、附件里有密级标志，都不收，什么也不留下。"""

import pytest

from demo.files.others import make_xlsx
from sanban.audit.models import AuditLog
from sanban.core.errors import Refused
from sanban.documents import services
from sanban.documents.models import Intake, IntakeState
from sanban.documents.services import Upload
from sanban.files.models import StoredFile
from sanban.inbox.models import Message
from tests.documents.arriving import marked_docx, ole, receive
from tests.documents.conftest import form
from tests.engine.scan.drawing import as_bytes, as_pdf, drawn


def test_a_scan_with_a_mark_is_wiped(
    cast, now, settings, caplog, django_capture_on_commit_callbacks
):
    intake = receive(cast, now, as_bytes(drawn("秘密★1年", "演示县水利局文件")), "来文.png")
    with django_capture_on_commit_callbacks(execute=True):
        assert services.read_intake.call(intake.pk) == "拒收 1 件"
    assert not Intake.objects.exists()
    assert not StoredFile.objects.exists()
    assert not [one for one in settings.FILES.rglob("*") if one.is_file() and one.name != ".lock"]
    assert "来文" not in caplog.text + Message.objects.get(person=cast.clerk).title


def test_a_mark_inside_a_long_scan_is_found(cast, now, monkeypatch):
    monkeypatch.setattr("sanban.engine.read.scanned.MORE", 0)
    pages = [drawn() for _ in range(5)]
    pages[2] = drawn("秘密★1年", "演示县水利局文件")
    intake = receive(cast, now, as_pdf(*pages), "来文.pdf")
    assert services.read_intake.call(intake.pk) == "拒收 1 件"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (marked_docx(), "通知.docx"),
        (marked_docx("机密"), "通知.docx"),
        ("绝密★长期\n关于某事的通知".encode(), "通知.txt"),
        (b"anything", "（秘密）关于某事的通知.txt"),
    ],
)
def test_classified_files_are_refused_and_leave_nothing(cast, now, settings, data, name, caplog):
    with pytest.raises(Refused, match="保守国家秘密法"):
        receive(cast, now, data, name)
    assert not Intake.objects.exists()
    assert not StoredFile.objects.exists()
    assert not [one for one in settings.FILES.rglob("*") if one.is_file() and one.name != ".lock"]
    (row,) = AuditLog.objects.all()
    assert (row.act, row.actor_name, row.detail, row.target) == (
        "secret.refused", "林晓燕", "1 件", "",
    )  # fmt: skip
    assert "某事" not in caplog.text


def test_a_classified_doc_found_in_the_background_is_wiped(cast, now, monkeypatch):
    data = ole("WordDocument") + "\n秘密★1年".encode("utf-16-le")
    monkeypatch.setenv("PATH", "/nowhere")
    intake = receive(cast, now, data, "通知.doc")
    stored = intake.stored
    assert intake.state == IntakeState.READING
    assert services.read_intake.call(intake.pk) == "拒收 1 件"
    assert not Intake.objects.exists()
    assert not StoredFile.objects.filter(pk=stored.pk).exists()
    told = Message.objects.get(person=cast.clerk)
    assert "拒收" in told.title
    assert "通知.doc" not in told.title


def test_a_classified_attachment_is_refused(cast, now):
    whole = form(attachments=(Upload("附件.docx", marked_docx()),))
    with pytest.raises(Refused, match="国家秘密"):
        services.register(None, whole, by=cast.clerk, now=now)
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("cell", ["密级：机密", "秘密★1年"])
def test_a_classified_table_is_refused(cast, incoming, now, cell):
    table = Upload("附表.xlsx", make_xlsx("附表", [["单位", "数额"], [cell, 1]]))
    with pytest.raises(Refused, match="国家秘密"):
        services.attach(incoming.matter, [table], role="attachment", by=cast.clerk, now=now)
