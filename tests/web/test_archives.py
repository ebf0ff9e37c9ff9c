"""档案页：目录、待归档、一件；查几次库有数。"""

import zipfile
from io import BytesIO

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from sanban.archives.models import ArchiveItem
from sanban.audit.models import AuditLog
from tests.web.rows_archives import archived, completed

QUERIES = {"archive": 7, "archive-waiting": 8}


@pytest.mark.parametrize("many", [10, 30])
def test_the_list_costs_the_same_at_any_length(cast, now, sign_in, django_assert_num_queries, many):
    for number in range(1, many + 1):
        archived(cast, now, number)
    client = sign_in(cast.clerk)
    client.get("/archive/")
    with django_assert_num_queries(QUERIES["archive"]):
        assert client.get("/archive/").status_code == 200


@pytest.mark.parametrize("many", [3, 12])
def test_the_waiting_page_costs_the_same_at_any_length(
    cast, now, sign_in, django_assert_num_queries, many
):
    for number in range(1, many + 1):
        completed(cast, now, number)
    client = sign_in(cast.clerk)
    client.get("/archive/waiting/")
    with django_assert_num_queries(QUERIES["archive-waiting"]):
        assert client.get("/archive/waiting/").status_code == 200


def test_the_proposed_retention_is_preselected_with_its_reason(cast, now, sign_in):
    completed(cast, now)
    page = sign_in(cast.clerk).get("/archive/waiting/").content.decode()
    assert '<option value="D10" selected>10年</option>' in page
    assert "一般业务文件" in page


def form(*matters, **changed):
    picked = {f"retention-{one.pk}": "D30" for one in matters}
    codes = {"fonds_no": "z109", "section_code": "BGS"}
    return {"matter": [one.pk for one in matters], **codes, **picked, **changed}


def test_several_are_archived_at_once(cast, now, sign_in):
    both = [completed(cast, now, number) for number in (1, 2)]
    answer = sign_in(cast.clerk).post("/archive/waiting/do/", form(*both))
    assert answer.status_code == 302
    codes = list(ArchiveItem.objects.in_list_order().values_list("archival_code", flat=True))
    assert codes == ["Z109-WS·2026-D30-BGS-0001", "Z109-WS·2026-D30-BGS-0002"]


def test_a_wrong_code_keeps_the_page_and_says_why(cast, now, sign_in):
    matter = completed(cast, now)
    answer = sign_in(cast.clerk).post("/archive/waiting/do/", form(matter, fonds_no="1"))
    assert answer.status_code == 409
    assert "全宗号是档案馆给的四位" in answer.content.decode()
    assert not ArchiveItem.objects.exists()


def test_filters_narrow_the_list(cast, now, sign_in):
    for number in (1, 2):
        archived(cast, now, number)
    client = sign_in(cast.archivist)
    page = client.get("/archive/", {"q": "第 2 项", "year": "2026"}).content.decode()
    assert ("第 2 项" in page, "第 1 项" in page) == (True, False)
    assert "没有符合条件" in client.get("/archive/", {"retention": "Y"}).content.decode()


def test_the_export_holds_what_was_filtered_and_is_audited(cast, now, sign_in):
    for number in (1, 2):
        archived(cast, now, number)
    answer = sign_in(cast.archivist).get("/archive/export/", {"q": "第 2 项"})
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert [row[4] for row in rows[3:]] == ["关于第 2 项工作的通知"]
    assert AuditLog.objects.filter(act="archive.export", actor_name="宋存真").exists()


def test_reading_checking_and_taking_an_item_are_audited(cast, now, sign_in):
    item, client = archived(cast, now), sign_in(cast.archivist)
    assert "演示市水务局" in client.get(reverse("archive-item", args=[item.pk])).content.decode()
    checked = client.post(reverse("archive-verify", args=[item.pk]), headers={"HX-Request": "true"})
    assert "全部与归档时一致" in checked.content.decode()
    taken = client.get(reverse("archive-zip", args=[item.pk]))
    names = zipfile.ZipFile(BytesIO(b"".join(taken.streaming_content))).namelist()
    assert {"00_处理笺.pdf", "元数据.xml", "摘要清单.json"} <= set(names)
    acts = set(AuditLog.objects.filter(actor_name="宋存真").values_list("act", flat=True))
    assert {"read", "archive.verify", "archive.zip"} <= acts
