"""承办单位的页：看欠什么、签收、报进展、审核、分解、申请、办结，各走一遍。"""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from sanban.matters.models import MatterFile
from sanban.supervision import services
from sanban.supervision.models import (
    Feedback,
    FeedbackState,
    Handler,
    Milestone,
    Outcome,
    ReportDue,
    SideRequest,
    Subtask,
    SupervisedItem,
)
from sanban.supervision.services import FeedbackForm, SubtaskForm
from tests.web.unit_cast import task_for

HTMX = {"HX-Request": "true"}


def at(name, *args):
    return reverse(name, args=args)


def act(client, task, code, **given):
    return client.post(at("task-act", task.pk, code), given)


def handler(task, org):
    return Handler.objects.get(item=task, org=org)


def report(client, task, **changes):
    given = {"content": "招标完成，已进场。", "progress": "35", "base": "0", **changes}
    return client.post(at("task-feedback", task.pk), given, headers=HTMX)


def sign(task, cast):
    for org, by in ((cast.water, cast.water_liaison), (cast.finance, cast.finance_liaison)):
        services.acknowledge(task, org=org, by=by, now=timezone.now())


def test_what_the_unit_owes_is_listed_with_its_hour(sign_in, cast, unit_task):
    page = sign_in(cast.water_liaison).get(at("tasks")).content.decode()
    assert "修复县城北环路防洪堤三处险段" in page
    assert "<b>签收</b>" in page
    assert "节点“完成招标”" in page
    assert "<b>办结</b>" in page
    assert "县水务局主办" in page


def test_milestones_are_asked_of_the_lead_only(sign_in, cast, unit_task):
    page = sign_in(cast.finance_liaison).get(at("tasks")).content.decode()
    assert "节点“" not in page
    assert "县财政局协办" in page


def test_an_overdue_report_stands_under_today(sign_in, cast, unit_task):
    sign(unit_task, cast)
    past = timezone.localdate() - timedelta(14)
    ReportDue.objects.create(item=unit_task, org=cast.water, due_on=past)
    page = sign_in(cast.water_liaison).get(at("tasks"), {"bucket": "now"}).content.decode()
    assert '<span class="ask late"><b>反馈</b>' in page
    assert unit_task.matter.title in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"part": "lead"}, True),
        ({"part": "assist"}, False),
        ({"text": "防洪堤"}, True),
        ({"text": "供热"}, False),
        ({"bucket": "applied"}, False),
        ({"light": "go"}, True),
        ({"light": "late"}, False),
        ({"light": "no-such"}, True),
    ],
)
def test_the_list_is_filtered(sign_in, cast, unit_task, query, found):
    page = sign_in(cast.water_liaison).get(at("tasks"), query).content.decode()
    assert (unit_task.matter.title in page) is found


def test_an_empty_list_says_what_will_come(sign_in, cast):
    page = sign_in(cast.finance_liaison).get(at("tasks")).content.decode()
    assert "没有要办的督办事项" in page


def test_what_was_applied_for_needs_nothing_more(sign_in, cast, unit_task):
    client = sign_in(cast.finance_liaison)
    act(client, unit_task, "acknowledge")
    act(client, unit_task, "apply_close", remark="资金已经拨付")
    assert "已申请办结，等督查室核查" in client.get(at("tasks")).content.decode()
    page = client.get(at("task", unit_task.pk)).content.decode()
    assert "不用再报" in page
    assert "撤回办结申请" in page
    act(client, unit_task, "withdraw")
    assert handler(unit_task, cast.finance).applied_at is None


def test_signing_takes_one_press_and_twice_is_once(sign_in, cast, unit_task):
    client = sign_in(cast.water_liaison)
    for _ in range(2):
        assert act(client, unit_task, "acknowledge").status_code == 302
    assert handler(unit_task, cast.water).acknowledged_by == cast.water_liaison
    assert handler(unit_task, cast.finance).acknowledged_at is None


def test_a_feedback_waits_for_the_units_leader(sign_in, cast, unit_task):
    client = sign_in(cast.water_liaison)
    file = SimpleUploadedFile("进度.txt", "招标完成".encode())
    assert report(client, unit_task, files=file).status_code == 204
    row = Feedback.objects.get()
    assert (row.state, row.progress) == (FeedbackState.PENDING, 35)
    assert MatterFile.objects.filter(step=row.step).count() == 1
    page = client.get(at("task", unit_task.pk)).content.decode()
    assert "等 赵学军 审核" in page
    assert "上次反馈" in page


def test_where_no_leader_has_an_account_his_name_is_asked(sign_in, cast, unit_task):
    client = sign_in(cast.finance_liaison)
    assert 'name="approver_name"' in client.get(at("task", unit_task.pk)).content.decode()
    assert report(client, unit_task).status_code == 409
    assert report(client, unit_task, approver_name="冯局长").status_code == 204
    assert Feedback.objects.get().state == FeedbackState.ACCEPTED
    page = client.get(at("task", unit_task.pk)).content.decode()
    assert 'value="冯局长"' in page
    assert 'value="35"' in page


def test_a_colleagues_earlier_report_is_shown_and_nothing_is_lost(
    sign_in, cast, unit_task, pending_feedback
):
    answer = report(sign_in(cast.water_liaison), unit_task, content="我写的另一段。")
    said = answer.content.decode()
    assert answer.status_code == 409
    assert answer.headers["HX-Retarget"] == "#theirs"
    assert "中标单位已进场" in said
    assert 'name="base" value="1"' in said
    assert Feedback.objects.count() == 1
    assert report(sign_in(cast.water_liaison), unit_task, base="1").status_code == 204
    assert Feedback.objects.count() == 2


def test_the_same_form_sent_twice_is_reported_once(sign_in, cast, unit_task):
    client = sign_in(cast.water_liaison)
    assert [report(client, unit_task).status_code for _ in range(2)] == [204, 409]
    assert Feedback.objects.count() == 1


@pytest.mark.parametrize("progress", ["", "abc", "101", "-1", "9" * 40])
def test_a_bad_percentage_is_refused_in_words(sign_in, cast, unit_task, progress):
    answer = report(sign_in(cast.water_liaison), unit_task, progress=progress)
    assert answer.status_code == 409
    assert "0 到 100" in answer.content.decode()


def test_the_leader_agrees_with_one_press(sign_in, cast, unit_task, pending_feedback):
    client = sign_in(cast.water_principal)
    page = client.get(at("task-approvals")).content.decode()
    assert "招标完成，中标单位已进场。" in page
    client.post(at("task-approve-feedback", pending_feedback.pk), {"way": "agree"})
    pending_feedback.refresh_from_db()
    assert pending_feedback.state == FeedbackState.ACCEPTED
    assert SupervisedItem.objects.get(pk=unit_task.pk).latest == "招标完成，中标单位已进场。"
    assert "没有等您审核的" in client.get(at("task-approvals")).content.decode()


def test_the_leader_returns_it_with_a_reason(sign_in, cast, unit_task, pending_feedback):
    client = sign_in(cast.water_principal)
    url = at("task-approve-feedback", pending_feedback.pk)
    assert client.post(url, {"way": "refuse", "remark": ""}).status_code == 409
    client.post(url, {"way": "refuse", "remark": "写清中标单位"})
    page = sign_in(cast.water_liaison).get(at("task", unit_task.pk)).content.decode()
    assert "退回补报：写清中标单位" in page
    assert ">招标完成，中标单位已进场。</textarea>" in page


def test_the_leader_consents_to_a_request(sign_in, cast, pending_request):
    client = sign_in(cast.water_principal)
    assert "申请延期" in client.get(at("task-approvals")).content.decode()
    client.post(at("task-approve-request", pending_request.pk), {"way": "agree"})
    pending_request.refresh_from_db()
    assert pending_request.consented_at is not None


def test_a_request_can_be_taken_back(sign_in, cast, unit_task, pending_request):
    client = sign_in(cast.water_liaison)
    act(client, unit_task, "take_back", one=pending_request.pk)
    pending_request.refresh_from_db()
    assert pending_request.outcome == Outcome.WITHDRAWN
    assert act(client, unit_task, "take_back", one="999999").status_code == 404


@pytest.mark.parametrize(
    ("code", "more"),
    [
        ("objection", {}),
        ("coordination", {}),
        ("suspension", {"days": 20}),
        ("extension", {"days": 45}),
        ("phase", {"days": 60}),
    ],
)
def test_every_request_goes_out_from_the_page(sign_in, cast, unit_task, code, more):
    client = sign_in(cast.water_liaison)
    assert f'id="ask-{code}"' in client.get(at("task", unit_task.pk)).content.decode()
    day = timezone.localdate() + timedelta(more.get("days", 0))
    given = {"remark": "砂石料供应不足", "day": day.isoformat() if more else ""}
    assert act(client, unit_task, code, **given).status_code == 302
    assert SideRequest.objects.get().kind == code
    page = client.get(at("task", unit_task.pk)).content.decode()
    assert "已经提了，等裁定" in page


def test_a_milestone_is_ticked_off(sign_in, cast, unit_task):
    client, node = sign_in(cast.water_liaison), unit_task.milestones.first()
    today = timezone.localdate().isoformat()
    act(client, unit_task, "milestone", one=node.pk, on=today)
    assert Milestone.objects.get(pk=node.pk).done_on == timezone.localdate()
    assert act(client, unit_task, "milestone", one=node.pk, on="").status_code == 409
    assert act(client, unit_task, "milestone", one="0", on=today).status_code == 409


def test_the_unit_splits_assigns_and_reports(sign_in, cast, unit_task):
    client = sign_in(cast.water_liaison)
    due = (timezone.localdate() + timedelta(7)).isoformat()
    given = {"title": "完成设计", "owner_name": "王工", "due_on": due, "share": "40"}
    act(client, unit_task, "split", **given)
    first = Subtask.objects.get()
    assert (first.org, first.owner_name, first.share) == (cast.water, "王工", 40)
    url = at("task-subtask", unit_task.pk)
    assert "王工" in client.get(url, {"one": first.pk}).content.decode()
    act(client, unit_task, "split", title="初步设计", parent=first.pk)
    child = Subtask.objects.get(parent=first)
    act(client, unit_task, "progress", one=child.pk, progress="50")
    assert SupervisedItem.objects.get(pk=unit_task.pk).progress == 50
    page = client.get(at("task", unit_task.pk)).content.decode()
    assert "由子任务合成" in page
    act(client, unit_task, "change", one=first.pk, title="完成全部设计")
    act(client, unit_task, "remove", one=first.pk, remark="并入施工")
    assert Subtask.objects.filter(removed_at=None).count() == 0
    assert act(client, unit_task, "change", one=first.pk, title="甲").status_code == 409


def test_markup_in_what_was_written_is_only_words(sign_in, cast, unit_task):
    form = FeedbackForm(progress=1, content="<script>alert(1)</script>", approver_name='"><i>')
    by, now = cast.finance_liaison, timezone.now()
    services.feedback(unit_task, form, org=cast.finance, base=0, by=by, now=now)
    page = sign_in(by).get(at("task", unit_task.pk)).content.decode()
    assert "<script>alert" not in page
    assert '"><i>' not in page


@pytest.mark.parametrize("count", [1, 10])
def test_the_list_costs_the_same_however_long(sign_in, cast, count, django_assert_max_num_queries):
    for n in range(count):
        task_for(cast, title=f"第 {n} 件")
    client = sign_in(cast.water_liaison)
    client.get(at("tasks"))
    with django_assert_max_num_queries(8):
        assert f"第 {count - 1} 件" in client.get(at("tasks")).content.decode()


@pytest.mark.parametrize("count", [1, 12])
def test_the_task_costs_the_same_however_much(
    sign_in, cast, unit_task, count, django_assert_max_num_queries
):
    now = timezone.now()
    for n in range(count):
        by = cast.water_liaison
        form = SubtaskForm(title=f"第 {n} 项", org=cast.water)
        services.add_subtask(unit_task, form, by=by, now=now)
        said = FeedbackForm(progress=1, content=f"第 {n} 次")
        services.feedback(unit_task, said, org=cast.water, base=n, by=by, now=now)
    client = sign_in(cast.water_liaison)
    client.get(at("task", unit_task.pk))
    with django_assert_max_num_queries(12):
        assert "待本单位领导审核" in client.get(at("task", unit_task.pk)).content.decode()
