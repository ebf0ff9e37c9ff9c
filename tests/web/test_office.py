"""管理页：节假日、后台工作、审计。"""

import re
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from python_calamine import CalamineWorkbook

from sanban.audit import services as audit
from sanban.audit.models import AuditLog
from sanban.core.jobs import Entry, beat, tick
from sanban.core.models import ClockRow, Heartbeat, Holiday
from sanban.people.services import workbook
from sanban.web.office.acts import acts
from sanban.web.office.holidays import LAYOUT
from tests.core import jobs_for_tests as some

QUERIES = {"holidays": 5, "jobs": 8, "audit": 8}
ROOT = Path(__file__).parents[2] / "sanban"


def table(*rows):
    codes = [column.code for column in LAYOUT.columns]
    lines = [workbook.Row(n, dict(zip(codes, row, strict=True))) for n, row in enumerate(rows, 2)]
    return SimpleUploadedFile("安排.xlsx", workbook.write_table(LAYOUT, lines))


def test_a_year_without_a_table_says_so_and_is_no_error(cast, sign_in):
    page = sign_in(cast.clerk).get("/holidays/", {"year": "2031"}).content.decode()
    assert "还没有录，这一年的期限先按周一至周五计" in page
    assert "等国务院公布后逐日录入" in page


def test_a_published_year_is_loaded_with_one_press(cast, sign_in):
    client = sign_in(cast.clerk)
    assert client.post("/holidays/seed/", {"year": "2026"}).status_code == 302
    assert Holiday.objects.get(day=date(2026, 10, 1)).name == "国庆节"
    assert "国庆节" in client.get("/holidays/", {"year": "2026"}).content.decode()
    assert AuditLog.objects.filter(act="holiday.seed").exists()


def test_a_day_is_added_changed_and_removed(cast, sign_in):
    client = sign_in(cast.sys_admin)
    day = {"day": "2026-09-18", "name": "县庆", "is_workday": "0"}
    client.post("/holidays/save/", day)
    client.post("/holidays/save/", {**day, "is_workday": "1"})
    assert Holiday.objects.get().is_workday
    client.post("/holidays/remove/", {"day": "2026-09-18"})
    assert not Holiday.objects.exists()


def test_a_bad_day_comes_back_with_its_fault(cast, sign_in):
    answer = sign_in(cast.clerk).post("/holidays/save/", {"day": "", "name": "", "is_workday": "0"})
    assert answer.status_code == 422


def test_an_excel_table_is_taken_in_whole(cast, sign_in):
    file = table(("2027-01-01", "元旦", "放假"), ("2027-01-03", "元旦", "上班"))
    assert sign_in(cast.clerk).post("/holidays/import/", {"file": file}).status_code == 302
    assert list(Holiday.objects.order_by("day").values_list("is_workday", flat=True)) == [
        False,
        True,
    ]


def test_one_bad_row_stops_the_whole_table_and_is_named(cast, sign_in):
    file = table(("2027-01-01", "元旦", "放假"), ("元月二日", "元旦", "歇"))
    answer = sign_in(cast.clerk).post("/holidays/import/", {"file": file})
    said = answer.content.decode()
    assert answer.status_code == 422
    assert ("第 3 行：日期“元月二日”不认得" in said, "安排“歇”不认得" in said) == (True, True)
    assert not Holiday.objects.exists()


def test_the_template_can_be_filled_and_taken_back(cast, sign_in):
    client = sign_in(cast.clerk)
    client.post("/holidays/seed/", {"year": "2026"})
    made = client.get("/holidays/template/", {"year": "2026"}).content
    count = Holiday.objects.count()
    Holiday.objects.all().delete()
    client.post("/holidays/import/", {"file": SimpleUploadedFile("a.xlsx", made)})
    assert Holiday.objects.count() == count


@pytest.fixture
def clock(db, now):
    tick([Entry(f"test.{n}", f"第 {n} 项", some.note, minutes=1) for n in range(9)], now=now)


def test_the_jobs_page_shows_the_clock_and_says_when_nobody_works(cast, sign_in, clock):
    page = sign_in(cast.sys_admin).get("/jobs/").content.decode()
    assert ("第 8 项" in page, "每 1 分钟" in page, "没有动静" in page) == (True, True, True)
    beat("worker@here:1", now=timezone.now())
    assert "没有动静" not in sign_in(cast.sys_admin).get("/jobs/").content.decode()


def fail():
    some.fail.enqueue("x")
    fault = {"exception_class_path": "builtins.ValueError", "finished_at": timezone.now()}
    DBTaskResult.objects.update(status=TaskResultStatus.FAILED, worker_ids=["a"] * 5, **fault)


def test_a_failed_job_is_tried_again_and_audited(cast, sign_in):
    fail()
    client = sign_in(cast.sys_admin)
    assert "ValueError" in client.get("/jobs/").content.decode()
    row = DBTaskResult.objects.get()
    assert client.post(f"/jobs/{row.pk}/again/").status_code == 302
    assert client.post(f"/jobs/{row.pk}/again/").status_code == 409
    assert DBTaskResult.objects.get().status == TaskResultStatus.READY
    assert AuditLog.objects.filter(act="job.again").count() == 1


def write(n, **changed):
    for _ in range(n):
        audit.record("sign-in", by=None, **changed)


def test_the_audit_is_filtered_by_person_act_day_and_target(cast, sign_in):
    audit.record("read", by=cast.clerk, target="matter:7", detail="看甲")
    audit.record("org.add", by=cast.sys_admin, target="org:1", detail="添乙")
    client = sign_in(cast.audit_admin)
    today = timezone.localdate()
    asked = (
        ({"who": "林晓燕"}, True, False),
        ({"act": "org.add"}, False, True),
        ({"target": "matter:7"}, True, False),
        ({"since": today.isoformat()}, True, True),
        ({"until": (today - timedelta(1)).isoformat()}, False, False),
        ({"since": (today + timedelta(1)).isoformat()}, False, False),
    )
    for query, first, second in asked:
        page = client.get("/audit/", query).content.decode()
        assert ("看甲" in page, "添乙" in page) == (first, second), query


def test_the_audit_is_paged_by_key(cast, sign_in):
    write(120)
    client = sign_in(cast.audit_admin)
    first = client.get("/audit/").content.decode()
    following = re.search(r'rel="next" href="\?(after=\d+)"', first)
    assert following
    second = client.get("/audit/?" + following[1]).content.decode()
    assert 'rel="prev"' in second


def test_verifying_says_what_it_found_and_is_audited(cast, sign_in):
    write(2)
    audit.seal(now=timezone.now())
    audit.seal(now=timezone.now() + audit.GAP)
    client = sign_in(cast.audit_admin)
    page = client.post("/audit/verify/", headers={"HX-Request": "true"}).content.decode()
    assert "1 块、2 行逐块重算" in page
    assert AuditLog.objects.filter(act="audit.verify").count() == 1


def test_the_audit_export_is_itself_audited(cast, sign_in):
    write(2, detail="=1+1")
    answer = sign_in(cast.audit_admin).get("/audit/export/", {"act": "sign-in"})
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert [row[2:5] for row in rows[1:]] == [["登录", "", "=1+1"]] * 2
    assert AuditLog.objects.filter(act="audit.export").exists()


def test_every_act_in_the_code_has_a_chinese_name():
    found = set()
    for file in ROOT.rglob("*.py"):
        found |= set(re.findall(r'audit\.record\(\s*"([a-z.-]+)"', file.read_text()))
    assert found - set(acts()) == set()


@pytest.mark.parametrize("many", [10, 200])
def test_the_admin_pages_cost_the_same_at_any_length(
    cast, sign_in, clock, django_assert_num_queries, many
):
    write(many)
    people = {"holidays": cast.clerk, "jobs": cast.sys_admin, "audit": cast.audit_admin}
    for name, person in people.items():
        client = sign_in(person)
        client.get(f"/{name}/")
        with django_assert_num_queries(QUERIES[name]):
            client.get(f"/{name}/")
    assert ClockRow.objects.count() == 9
    assert not Heartbeat.objects.exists()
