"""归档：定稿、签发稿、花脸稿、稿纸、意见、摘要都在一包里；定稿再查也是干净的。"""

import zipfile

import pytest

from sanban.archives import services as archives
from sanban.core.errors import Refused
from sanban.documents import services as documents
from sanban.documents.models import Ink, Way
from sanban.documents.services import drafting, inking, issuing
from sanban.engine.pdfium import open_pdf
from sanban.engine.read import read
from sanban.files import services as files
from sanban.matters.models import Matter, MatterFile
from sanban.matters.services import Asked
from tests.documents.issuing.conftest import go, reworded, to_signing
from tests.documents.issuing.test_walks import finish

STROKES = '{"width":900,"height":400,"strokes":[{"pen":"middle","points":[[60,60],[400,300]]}]}'


@pytest.fixture
def sent(cast, outgoing, now):
    signing = to_signing(outgoing, cast, now, [cast.mayor])
    inking.keep_ink(signing.matter, STROKES, by=cast.mayor, now=now)
    signed = go(signing, "sign_off", cast.mayor, now, "同意印发")
    gongwen = drafting.gongwen_of(issuing.newest_of(signed.matter))
    minor = reworded(gongwen, "到村、到户", "到村，到户")
    drafting.add_version(signed, minor, way=Way.FORM, reason="改标点", by=cast.clerk, now=now)
    return finish(signed, cast, now, [cast.finance])


def archived(outgoing, cast, now):
    documents.move(outgoing.matter, "archive", asked=Asked(cast.clerk, now))
    return Matter.objects.get(pk=outgoing.pk).archive_item


def test_the_package_holds_final_text_redline_sheet_opinions_and_digests(cast, sent, now):
    item = archived(sent, cast, now)
    assert (item.doc_number, item.responsible) == ("演政发〔2026〕1号", "演示县人民政府")
    with archives.zip_item(item) as whole:
        names = zipfile.ZipFile(whole).namelist()
    for kept in ("正文", "定稿", "花脸稿", "发文稿纸", "办理过程.json", "摘要清单.json"):
        assert any(kept in name for name in names), kept
    assert archives.verify(item).faults == ()


def test_the_sheet_holds_every_opinion_and_the_ink(cast, sent, now):
    sheet = issuing.sheet_of(sent)
    assert [one.text for one in sheet.signed_off] == ["同意印发"]
    assert sheet.signed_off[0].png == files.read_bytes(Ink.objects.get().picture)
    assert [one.name for one in sheet.reviewed] == ["周明远"]
    text = read(issuing.draft_sheet(sent), "稿纸.pdf").text
    assert "演政发〔2026〕1号" in text and "同意印发" in text and "2026年9月16日" in text


def test_the_finals_are_what_was_signed(cast, sent):
    rows = issuing.finals_of(sent)
    pdf = files.read_bytes(rows["pdf"].stored)
    with open_pdf(pdf) as document:
        assert len(document) == 2
    assert b"pdfaid" in pdf
    assert "演政发〔2026〕1号" in read(files.read_bytes(rows["ofd"].stored), "定稿.ofd").text
    assert issuing.seal_check(sent) == ()


def test_a_final_altered_on_disk_is_not_archived(cast, sent, now):
    row = MatterFile.objects.get(matter=sent.matter, role="final")
    place = files.path_of(row.stored)
    place.write_bytes(place.read_bytes() + b"x")
    with pytest.raises(Refused, match="改动过"):
        archived(sent, cast, now)
