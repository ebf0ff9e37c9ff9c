"""夹带的文件：外链、过大的文本、表格里的公式、包里的路径。"""

import shutil
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from sanban.archives.services.export import catalogue, safe_name
from sanban.core.errors import Refused
from sanban.documents import services
from sanban.documents.models import Incoming, Intake
from sanban.documents.services import intake as door
from sanban.engine.pages import office
from sanban.engine.read import Unreadable, read
from sanban.files.services.guards import Upload, check_attachment
from sanban.matters import services as matters
from sanban.matters.models import Matter, MatterFile

FORMULA = '=HYPERLINK("http://evil.example","看")'
LINK = "external:\\\\evil.example\\share\\a.xlsx"


@pytest.fixture
def listener():
    """本机上的一个网页服务：谁来要过东西，都记下。"""
    asked = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        do_OPTIONS = do_HEAD = do_GET

        def log_message(self, *_):
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port, asked
    server.shutdown()
    server.server_close()


def test_converting_never_reaches_the_network(listener):
    if not shutil.which("soffice"):
        pytest.skip("本机没有 LibreOffice")
    port, asked = listener
    page = f'<html><link rel="stylesheet" href="http://127.0.0.1:{port}/a.css"><p>正文</p></html>'
    assert office.convert(page.encode(), source="doc", target="docx")
    assert asked == []


def test_a_huge_plain_text_is_not_read():
    with pytest.raises(Unreadable, match="10 MB"):
        read("通知\n".encode() * 2_000_000, "某.txt")


def test_the_database_is_free_while_a_paper_is_being_read(cast, now, paper_docx, monkeypatch):
    seen = []
    plain = door.extract

    def watched(physical):
        seen.append(len(connection.savepoint_ids))
        return plain(physical)

    outside = len(connection.savepoint_ids)
    monkeypatch.setattr(door, "extract", watched)
    services.receive(paper_docx, name="来文.docx", by=cast.clerk, now=now)
    assert seen == [outside]


def parts(data):
    """Excel 里的各个部件，合在一起。"""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return "".join(package.read(name).decode() for name in package.namelist())


@pytest.mark.parametrize("nasty", [FORMULA, LINK, "+1+cmd|' /C calc'!A0", "@SUM(1)"])
@pytest.mark.parametrize("page", ["register-export", "records-export", "audit-export"])
def test_no_cell_becomes_a_formula_or_a_link(sign_in, cast, incoming, page, nasty):
    Matter.objects.filter(pk=incoming.pk).update(title=nasty)
    Incoming.objects.filter(pk=incoming.pk).update(sender_name=nasty, result=nasty)
    cast.finance.telephone = nasty[:40]
    cast.finance.save()
    client = sign_in(cast.audit_admin if page == "audit-export" else cast.clerk)
    kwargs = {"code": "orgs"} if page == "records-export" else {}
    found = parts(client.get(reverse(page, kwargs=kwargs)).content)
    assert "<f>" not in found
    assert "<hyperlink" not in found


def test_the_archive_catalogue_has_no_link_either():
    names = ("archival_code", "doc_number", "responsible", "title", "secrecy", "remark")
    item = SimpleNamespace(doc_date=None, pages=1, **dict.fromkeys(names, LINK))
    found = parts(catalogue([item], office="=1+1"))
    assert "<f>" not in found
    assert "<hyperlink" not in found


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "..\\..\\a.docx", "/etc/passwd", "C:\\a", ".."]
)
def test_no_name_leaves_the_package(name):
    inside = f"01_正文_{safe_name(name)}"
    assert "/" not in inside and "\\" not in inside and ":" not in inside
    assert zipfile.ZipInfo(inside).filename == inside


@pytest.mark.parametrize("page", ["file-correct", "register-scan-back", "register-import"])
def test_a_marked_file_is_refused_at_every_door(
    sign_in, cast, settings, incoming, matter_file, page
):
    before = {one for one in settings.FILES.rglob("*") if one.is_file()}
    kwargs = {"pk": incoming.pk, "file": matter_file.pk} if page == "file-correct" else {}
    data = {
        "file": SimpleUploadedFile("某.txt", "机密★20年\n\n关于某事的通知\n正文。".encode()),
        "reason": "更正",
    }
    answer = sign_in(cast.clerk).post(reverse(page, kwargs=kwargs), data)
    assert answer.status_code in (409, 422)
    assert {one for one in settings.FILES.rglob("*") if one.is_file()} == before


def test_a_refused_paper_leaves_no_row_and_no_word(sign_in, cast, caplog, capfd):
    words = "机密★20年\n\n关于某事的通知\n暗号石榴七七。"
    data = {"file": SimpleUploadedFile("某.txt", words.encode())}
    answer = sign_in(cast.clerk).post(reverse("intake-upload"), data)
    assert answer.status_code == 409
    assert not Intake.objects.exists()
    told = caplog.text + "".join(capfd.readouterr()) + answer.content.decode()
    assert "石榴" not in told


def test_a_big_upload_has_no_name_on_the_disk(sign_in, cast, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    seen = []
    plain = services.receive

    def watched(chunks, **rest):
        seen.extend(one.name for one in tmp_path.iterdir() if one.is_file())
        return plain(chunks, **rest)

    monkeypatch.setattr("sanban.documents.services.receive", watched)
    data = {"file": SimpleUploadedFile("某.txt", ("各单位" * 100 + "\n").encode() * 3000)}
    answer = sign_in(cast.clerk).post(reverse("intake-upload"), data)
    assert answer.status_code == 200
    assert seen == []


def pptx(said):
    """最小的演示文稿，一页一句。"""
    space = "http://schemas.openxmlformats.org/drawingml/2006/main"
    kinds = "http://schemas.openxmlformats.org/package/2006/content-types"
    media = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        part = f'<Override PartName="/ppt/presentation.xml" ContentType="{media}"/>'
        package.writestr("[Content_Types].xml", f'<Types xmlns="{kinds}">{part}</Types>')
        package.writestr("ppt/presentation.xml", "<p/>")
        slide = f'<s xmlns:a="{space}"><a:p><a:r><a:t>{said}</a:t></a:r></a:p></s>'
        package.writestr("ppt/slides/slide1.xml", slide)
    return out.getvalue()


def test_a_mark_on_a_slide_is_refused(cast):
    with pytest.raises(Refused, match="国家秘密"):
        check_attachment(Upload("汇报.pptx", pptx("机密★20年")), by=cast.clerk)
    assert check_attachment(Upload("汇报.pptx", pptx("保守国家秘密")), by=cast.clerk).data


def test_a_retracted_file_is_gone_for_everybody_but_the_office(cast, sign_in, matter, now):
    file = MatterFile.objects.get(matter=matter)
    matters.circulate(matter, [cast.drafter], by=cast.clerk, now=now)
    services.retract(matter, file, reason="发错了", by=cast.clerk, now=now)
    url = reverse("matter-file", kwargs={"pk": matter.pk, "file": file.pk})
    assert sign_in(cast.drafter).get(url).status_code == 404
    answer = sign_in(cast.clerk).get(url)
    assert answer.status_code == 200
    answer.close()
