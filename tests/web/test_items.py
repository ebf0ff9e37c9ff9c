"""督办事项的页：立项、走一遍、裁定、核查、改派、并案；查库的次数不随多少而变。"""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sanban.archives.models import ArchiveItem
from sanban.matters.models import Todo
from sanban.supervision import services
from sanban.supervision.models import ItemState, SupervisedItem, Verification
from sanban.supervision.services import planning
from sanban.web.matters.item import TABS
from tests.web import item_cast as items


def at(name, *args):
    return reverse(name, args=args)


def read(client, item, tab="elements"):
    return client.get(at("matter", item.pk), {"tab": tab}).content.decode()


def mine(item, person):
    return Todo.objects.get(matter=item.pk, person=person, state="open").pk


def go(client, item, code, person, **given):
    form = {"remark": "同意", "todo": mine(item, person), **given}
    return client.post(at("matter-move", item.pk, code), form)


def given(cast, **changes):
    day = timezone.localdate()
    plain = {
        "title": "修复县城北环路防洪堤三处险段",
        "source": "B",
        "basis": "县长批示",
        "mission": "完成北环路防洪堤3处险段加固，通过竣工验收。",
        "standard": "3处险段全部通过竣工验收",
        "roadmap": "完成设计\n完成施工",
        "mile_on-0": (day + timedelta(20)).isoformat(),
        "mile_name-0": "完成招标",
        "due_on": (day + timedelta(60)).isoformat(),
        "lead": cast.water.pk,
        "assist": cast.finance.pk,
        "owner_name": "赵学军",
        "backup_name": "江一帆",
        "leader": cast.deputy.pk,
    }
    return {**plain, **changes}


def test_a_supervisor_fills_the_sheet_and_it_waits_for_approval(sign_in, cast):
    client = sign_in(cast.supervisor)
    answer = client.post(at("item-new"), given(cast))
    item = SupervisedItem.objects.select_related("matter", "lead_org").get()
    assert answer.headers["Location"] == at("matter", item.pk)
    assert (item.lead_org, item.assist_names) == (cast.water, "县财政局")
    assert item.road_steps == ["完成设计", "完成施工"]
    assert item.milestones.get().name == "完成招标"
    page = read(client, item)
    assert "送立项审批" in page
    assert "完成招标" in page


def test_a_sheet_with_a_half_filled_node_is_kept_and_said(sign_in, cast):
    client = sign_in(cast.supervisor)
    answer = client.post(at("item-new"), given(cast, **{"mile_name-0": ""}))
    assert answer.status_code == 422
    assert "节点要写全" in answer.content.decode()
    assert "修复县城北环路" in answer.content.decode()
    assert not SupervisedItem.objects.exists()


def test_an_instruction_is_copied_word_for_word(sign_in, cast, instructed_paper):
    client = sign_in(cast.director)
    page = client.get(at("item-new"), {"parent": instructed_paper.pk}).content.decode()
    assert "请水务局十日内拿出方案。" in page
    assert "县长何立新" in page
    assert '<option value="B" selected>' in page
    client.post(at("item-new"), given(cast, parent=instructed_paper.pk))
    item = SupervisedItem.objects.get()
    assert item.matter.parent_id == instructed_paper.pk
    again = client.post(at("item-new"), given(cast, parent=instructed_paper.pk))
    assert again.status_code == 409
    assert "已经立项" in again.content.decode()


def test_the_menu_of_a_document_offers_it_only_to_supervisors(sign_in, cast, instructed_paper):
    link = f"{at('item-new')}?parent={instructed_paper.pk}"
    assert link in sign_in(cast.director).get(at("matter", instructed_paper.pk)).content.decode()
    assert link not in sign_in(cast.clerk).get(at("matter", instructed_paper.pk)).content.decode()


def test_a_plan_entry_becomes_an_item_and_is_linked(sign_in, cast, week_entry):
    client = sign_in(cast.supervisor)
    page = client.get(at("item-new"), {"entry": week_entry.pk}).content.decode()
    assert "督促供热管网改造" in page
    client.post(at("item-new"), given(cast, entry=week_entry.pk))
    week_entry.refresh_from_db()
    assert week_entry.item == SupervisedItem.objects.get()
    assert planning.offered(week_entry.plan) is not None


def test_a_blockage_becomes_an_item_and_is_linked(sign_in, cast, blockage):
    client = sign_in(cast.supervisor)
    page = client.get(at("item-new"), {"blockage": blockage.pk}).content.decode()
    assert blockage.title in page
    client.post(at("item-new"), given(cast, blockage=blockage.pk))
    blockage.refresh_from_db()
    assert blockage.item == SupervisedItem.objects.get()
    assert client.get(at("item-new"), {"blockage": blockage.pk}).status_code == 404


def test_the_side_says_what_is_missing_and_who_is_burdened(sign_in, cast, assigned_item):
    client = sign_in(cast.supervisor)
    page = client.post(at("item-live"), given(cast)).content.decode()
    for word in ("明确", "可考核", "新交办 1 次", "同类的事已经在督办", str(assigned_item)):
        assert word in page


def test_the_whole_road_is_walked_from_the_bar(sign_in, cast, proposed_item):
    item = proposed_item
    client = sign_in(cast.supervisor)
    go(client, item, "to_approve", cast.supervisor, people=cast.mayor.pk)
    go(sign_in(cast.mayor), item, "approve", cast.mayor)
    client = sign_in(cast.supervisor)
    page = read(client, item)
    assert "县水务局" in page
    assert 'name="lead" value=' in page
    go(client, item, "assign", cast.supervisor)
    assert items.fresh(item).state == ItemState.HANDLING
    items.apply(cast, items.fresh(item))
    client = sign_in(cast.supervisor)
    client.post(at("item-act", item.pk, "verify"), finding())
    go(client, item, "to_leader", cast.supervisor, people=cast.mayor.pk)
    go(sign_in(cast.mayor), item, "consent", cast.mayor)
    client = sign_in(cast.supervisor)
    assert 'name="follow_up_on" value="' in read(client, item)
    day = timezone.localdate() + timedelta(30)
    go(client, item, "close_off", cast.supervisor, follow_up_on=day.isoformat())
    closed = items.fresh(item)
    assert closed.state == ItemState.CLOSED
    assert closed.follow_up_on >= day
    assert "回头看。" in read(client, item)


def finding(**changes):
    plain = {
        "method": "papers",
        "passed": "1",
        "day": timezone.localdate().isoformat(),
        "remark": "验收报告齐全，与报的一致。",
    }
    return {**plain, **changes}


def test_nothing_goes_to_the_leader_before_it_is_verified(sign_in, cast, applied_item):
    client = sign_in(cast.supervisor)
    answer = go(client, applied_item, "to_leader", cast.supervisor, people=cast.mayor.pk)
    assert answer.status_code == 409
    client.post(at("item-act", applied_item.pk, "verify"), finding(passed="0"))
    assert Verification.objects.get().is_passed is False
    page = read(client, applied_item, "verify")
    assert "没有核实" in page
    assert "三处险段已经验收" in page


def test_redo_goes_back_to_the_same_units(sign_in, cast, applied_item):
    client = sign_in(cast.supervisor)
    page = read(client, applied_item)
    assert 'id="ask-way-redo"' in page
    go(client, applied_item, "redo", cast.supervisor, remark="少一处的验收报告")
    assert items.fresh(applied_item).return_count == 1


def test_it_is_looked_at_again_and_reopened(sign_in, cast, applied_item):
    item = items.closed(cast, applied_item)
    client = sign_in(cast.supervisor)
    assert 'id="ask-look_back"' in read(client, item)
    due = timezone.localdate() + timedelta(30)
    form = {"result": "rebounded", "remark": "又塌了一处", "day": due.isoformat()}
    client.post(at("item-act", item.pk, "look_back"), form)
    assert items.fresh(item).state == ItemState.HANDLING
    assert "又塌了一处" in client.get(at("item-evidence", item.pk)).content.decode()


def test_it_is_archived_from_the_archive_page(sign_in, cast, applied_item):
    item = items.closed(cast, applied_item)
    client = sign_in(cast.supervisor)
    form = {"result": "held", "remark": "没有反弹"}
    client.post(at("item-act", item.pk, "look_back"), form)
    page = client.get(at("archive-waiting"), {"matter": item.pk}).content.decode()
    assert item.number_text in page
    codes = services_defaults()
    client.post(at("archive-do"), {"matter": item.pk, f"retention-{item.pk}": "Y", **codes})
    kept = ArchiveItem.objects.get(matter=item.pk)
    assert "督办事项" in kept.metadata
    assert items.fresh(item).matter.stage == "archived"


def services_defaults():
    return {"fonds_no": "Z001", "section_code": "BGS"}


def test_two_people_editing_one_item_see_both(sign_in, cast, proposed_item):
    form = services.form_of(items.fresh(proposed_item))
    now = timezone.now()
    services.change(
        proposed_item, replace(form, mission="主任改的任务书"), base=0, by=cast.director, now=now
    )
    client = sign_in(cast.supervisor)
    sent = given(cast, base=0, mission="督查员改的任务书")
    answer = client.post(at("item-edit", proposed_item.pk), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "主任改的任务书" in page
    assert "督查员改的任务书" in page
    assert items.fresh(proposed_item).mission == "主任改的任务书"
    sent["base"] = items.fresh(proposed_item).edition
    client.post(at("item-edit", proposed_item.pk), sent)
    assert items.fresh(proposed_item).mission == "督查员改的任务书"


def test_after_it_is_assigned_units_and_due_day_stay(sign_in, cast, assigned_item):
    client = sign_in(cast.supervisor)
    page = client.get(at("item-edit", assigned_item.pk)).content.decode()
    assert "要换的走“改派”" in page
    side = client.post(at("item-live"), {"item": assigned_item.pk, "title": "防洪堤"})
    assert "没有完成时限" not in side.content.decode()
    sent = given(cast, base=items.fresh(assigned_item).edition, lead=cast.finance.pk, assist="")
    client.post(at("item-edit", assigned_item.pk), {**sent, "standard": "改了标准"})
    item = items.fresh(assigned_item)
    assert (item.standard, item.lead_org) == ("改了标准", cast.water)


def test_a_leader_approves_a_heap_at_once(sign_in, cast):
    heap = [items.propose(cast, title=f"第 {n} 件事") for n in range(3)]
    heap = [items.step(one, "to_approve", cast.supervisor, people=(cast.mayor,)) for one in heap]
    client = sign_in(cast.mayor)
    picked = [mine(one, cast.mayor) for one in heap]
    page = client.post(at("batch"), {"todo": picked}).content.decode()
    assert "同意立项" in page
    client.post(at("batch-do"), {"todo": picked, "remark": "同意"})
    assert [items.fresh(one).number for one in heap] == [1, 2, 3]


def test_a_unit_sees_the_item_but_none_of_the_office_acts(sign_in, cast, assigned_item):
    page = read(sign_in(cast.water_liaison), assigned_item)
    assert "申请办结" in page
    assert at("task", assigned_item.pk) in page
    assert "ask-send_back" not in page
    for code in ("press", "reassign", "suspend", "merge"):
        assert f'id="ask-{code}"' not in page
    assert at("item-qualities", assigned_item.pk) not in page


def test_markup_in_an_item_is_only_words(sign_in, cast):
    item = items.propose(cast, title="<script>alert(1)</script>", basis='"><img src=x>')
    client = sign_in(cast.supervisor)
    for page in (read(client, item), client.get(at("item-edit", item.pk)).content.decode()):
        assert "<script>alert" not in page
        assert "<img src=x>" not in page


@pytest.mark.parametrize("tab", list(TABS))
def test_every_tab_costs_twelve_at_most(
    sign_in, cast, applied_item, tab, django_assert_max_num_queries
):
    client = sign_in(cast.supervisor)
    read(client, applied_item, tab)
    with django_assert_max_num_queries(12):
        read(client, applied_item, tab)


@pytest.mark.parametrize("count", [1, 20])
def test_the_waiting_page_costs_the_same_however_many(
    sign_in, cast, count, django_assert_num_queries
):
    for n in range(count):
        items.propose(cast, title=f"第 {n} 件事")
    client = sign_in(cast.supervisor)
    client.get(at("items-waiting"))
    with django_assert_num_queries(9):
        client.get(at("items-waiting"))
