"""反馈：编号、审核、勾销应报、迟报、照片太大。"""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from sanban.core.errors import Refused
from sanban.files.models import StoredFile
from sanban.files.services.guards import Upload
from sanban.inbox.models import Message
from sanban.matters.models import MatterFile, Step
from sanban.supervision.models import Feedback, FeedbackState, Handler, ReportDue
from sanban.supervision.services.reporting import (
    FeedbackForm,
    approve_feedback,
    feedback,
    return_feedback,
)
from tests.conftest import NOW, ZONE
from tests.supervision.conftest import DUE, assign, fresh, propose

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64
FORM = FeedbackForm(
    progress=40, content="两处险段已经加固。", problem="石料紧缺", next_step="调石料"
)
SIGNED = replace(FORM, approver_name="王局长")


@pytest.fixture
def monthly(cast):
    return assign(cast, propose(cast, cycle="monthly"))


def report(item, cast, form=SIGNED, *, base=0, now=NOW):
    """财政局没有领导在系统里，写明审核领导就报出。"""
    return feedback(item, form, org=cast.finance, base=base, by=cast.finance_liaison, now=now)


def at(day):
    return datetime.combine(day, time(10), ZONE)


def test_a_unit_without_a_leader_names_him_and_it_counts(cast, assigned):
    row = report(assigned, cast)
    assert (row.number, row.state, row.approver_name) == (1, "accepted", "王局长")
    handler = Handler.objects.get(item=assigned, org=cast.finance)
    assert (handler.progress, handler.reported_at) == (40, NOW)
    item = fresh(assigned)
    assert item.latest == "（县财政局）两处险段已经加固。" and item.progress == 0
    with pytest.raises(Refused, match="哪位领导"):
        report(assigned, cast, FORM, base=1)


def test_the_leader_of_the_unit_makes_it_count(cast, assigned, now):
    row = feedback(assigned, FORM, org=cast.water, base=0, by=cast.water_liaison, now=now)
    assert row.state == FeedbackState.PENDING and fresh(assigned).latest == ""
    told = Message.objects.get(person=cast.water_principal, cause=f"feedback:{row.pk}")
    assert told.title == "请审核反馈（完成率 40%）：修复县城北环路防洪堤三处险段"
    with pytest.raises(Refused):
        approve_feedback(row, by=cast.water_liaison, now=now)
    done = approve_feedback(row, by=cast.water_principal, now=now)
    assert done.state == FeedbackState.ACCEPTED and done.approver == cast.water_principal
    item = fresh(assigned)
    assert (item.latest, item.problem, item.progress) == ("两处险段已经加固。", "石料紧缺", 40)
    with pytest.raises(Refused) as told:
        approve_feedback(row, by=cast.water_principal, now=now)
    assert told.value.code == "not-pending"


def test_the_leader_reports_without_asking_anyone(cast, assigned, now):
    row = feedback(assigned, FORM, org=cast.water, base=0, by=cast.water_principal, now=now)
    assert (row.state, row.approver) == ("accepted", cast.water_principal)


def test_feedback_is_numbered_by_unit_and_never_sent_twice(cast, assigned, now):
    first = report(assigned, cast)
    with pytest.raises(Refused, match="没有丢") as told:
        report(assigned, cast)
    assert told.value.code == "stale-feedback"
    second = report(assigned, cast, base=1)
    other = feedback(assigned, FORM, org=cast.water, base=0, by=cast.water_principal, now=now)
    assert [first.number, second.number, other.number] == [1, 2, 1]


def test_a_second_try_takes_the_place_of_one_still_waiting(cast, assigned, now):
    first = feedback(assigned, FORM, org=cast.water, base=0, by=cast.water_liaison, now=now)
    feedback(assigned, FORM, org=cast.water, base=1, by=cast.water_liaison, now=now)
    first.refresh_from_db()
    assert first.state == FeedbackState.RETURNED
    with pytest.raises(Refused):
        approve_feedback(first, by=cast.water_principal, now=now)


def test_late_feedback_meets_the_oldest_debt_and_says_so(cast, monthly):
    row = report(monthly, cast, now=at(date(2026, 9, 29)))
    assert row.report_due.due_on == date(2026, 9, 25)
    assert row.report_due.met_at == at(date(2026, 9, 29))
    step = Step.objects.get(matter=monthly.pk, action="feedback_late")
    assert step.note == "这次应于9月25日报，迟了 2 个工作日" and not step.is_work


def test_feedback_before_the_day_meets_this_round_only(cast, monthly):
    row = report(monthly, cast, now=at(date(2026, 9, 22)))
    again = report(monthly, cast, base=1, now=at(date(2026, 9, 23)))
    assert row.report_due.due_on == date(2026, 9, 25) and again.report_due is None
    unmet = ReportDue.objects.filter(item=monthly, org=cast.finance, met_at=None)
    assert min(one.due_on for one in unmet) == date(2026, 10, 26)
    assert not Step.objects.filter(action="feedback_late").exists()


def test_what_the_office_returns_is_owed_again(cast, assigned, now):
    row = report(assigned, cast, now=at(DUE))
    assert row.report_due.met_at
    with pytest.raises(Refused):
        return_feedback(row, reason="没有写清", by=cast.water_principal, now=now)
    with pytest.raises(Refused, match="写清"):
        return_feedback(row, reason=" ", by=cast.supervisor, now=now)
    back = return_feedback(row, reason="没有写清哪一处", by=cast.supervisor, now=now)
    assert back.state == FeedbackState.RETURNED
    assert ReportDue.objects.get(pk=row.report_due_id).met_at is None
    assert "没有写清哪一处" in Message.objects.of(cast.finance_liaison).first().title
    with pytest.raises(Refused, match="已经退回"):
        return_feedback(row, reason="再退", by=cast.supervisor, now=now)


def test_files_hang_on_the_step(cast, assigned):
    row = report(assigned, cast, replace(SIGNED, uploads=(Upload("现场.png", PNG),)))
    hung = MatterFile.objects.get(step=row.step)
    assert (hung.name, hung.role) == ("现场.png", "feedback")


def test_a_photo_of_40_mb_is_refused_and_nothing_is_kept(cast, assigned):
    photo = Upload("现场照片.jpg", (b"\xff\xd8\xff" + b"\0" * (1024 * 1024 - 3) for _ in range(40)))
    with pytest.raises(Refused) as told:
        report(assigned, cast, replace(SIGNED, uploads=(photo,)))
    assert told.value.code == "photo-too-large"
    assert str(told.value.args[0]) == (
        "照片“现场照片.jpg”有 40 MB，超过 20 MB 的上限，没有收。请压缩再传，或者不传照片。"
        "填好的文字还在，没有丢。"
    )
    assert not Feedback.objects.exists() and not StoredFile.objects.exists()


def test_over_the_upload_limit_the_sentence_names_it(cast, assigned, settings):
    settings.UPLOAD_LIMIT = 1024 * 1024
    with pytest.raises(Refused, match="1 MB 的上限"):
        report(assigned, cast, replace(SIGNED, uploads=(Upload("现场.pdf", b"0" * 1024 * 1025),)))
    assert not Feedback.objects.exists()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"progress": 101}, "bad-progress"),
        ({"content": " "}, "no-content"),
        ({"problem": "难" * 5001}, "too-long"),
        ({"content": "机密★1年"}, "classified"),
    ],
)
def test_bad_feedback_is_refused(cast, assigned, changes, code):
    with pytest.raises(Refused) as told:
        report(assigned, cast, replace(SIGNED, **changes))
    assert told.value.code == code
    assert not Feedback.objects.exists()


def test_only_the_handlers_report_and_only_while_handling(cast, assigned, applied, now):
    with pytest.raises(Refused, match="不在办理中"):
        report(applied, cast)


def test_strangers_do_not_report(cast, assigned, now):
    with pytest.raises(Refused) as told:
        feedback(assigned, SIGNED, org=cast.finance, base=0, by=cast.water_liaison, now=now)
    assert told.value.code == "not-unit"
    with pytest.raises(Refused) as told:
        feedback(assigned, SIGNED, org=cast.office, base=0, by=cast.supervisor, now=now)
    assert told.value.code == "not-handler"
    assert timedelta(0) <= fresh(assigned).due_at - now
