"""督办从批示到回头看，两个真浏览器里走到底：各人各开各的页，单位在手机上办，钟点到了系统催。

来文上的批示立成一件，交给两个局、一个乡镇；节点迟了，催办阶梯催到催办单；时限以前申请延期，准了；
都报结，核查核实，领导审定，督查室销号；回头看反弹，重新办理。
"""

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pypinyin import Style, lazy_pinyin

from sanban.inbox.models import Message
from sanban.matters import services as matters
from sanban.matters.models import MatterFile, MatterState, Todo
from sanban.people.models import Account, Org, OrgKind, Person, RoleHolding
from sanban.supervision import jobs
from sanban.supervision.models import (
    FollowUpResult,
    Handler,
    ItemState,
    Pressing,
    Rung,
    SupervisedItem,
    Verification,
)
from sanban.supervision.services.papers import draw_paper
from tests.conftest import PASSWORD
from tests.web.supervision_road import DAYS, SupervisionRoad, day_after, workday_after

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def town(cast, accounts):
    """柳湾镇和它的联络员；人人有首字母，选人框要用。"""
    org = Org.objects.create(
        name="演示县柳湾镇人民政府", short_name="柳湾镇", initials="lwz",
        kind=OrgKind.TOWNSHIP, rank_order=40,
    )  # fmt: skip
    person = Person.objects.create(name="柳如烟", org=org, post_name="党政办主任", rank_order=70)
    RoleHolding.objects.create(person=person, role="liaison", org=org)
    account = Account(
        username=f"user{person.pk}", person=person, must_change_password=False,
        password_changed_at=timezone.now(),
    )  # fmt: skip
    account.set_password(PASSWORD)
    account.save()
    accounts[person.pk] = account
    for one in Person.objects.all():
        one.initials = "".join(lazy_pinyin(one.name, style=Style.FIRST_LETTER))
        one.save(update_fields=["initials"])
    return org


@pytest.fixture
def town_liaison(town):
    return Person.objects.get(org=town)


@pytest.fixture
def road(enter_once, cast, town):
    return SupervisionRoad(enter_once, cast)


def test_an_instruction_becomes_an_item_that_is_chased_closed_and_reopened(
    road, cast, town, town_liaison, instructed_paper, tmp_path
):
    units = (
        (cast.water_liaison, cast.water),
        (cast.finance_liaison, cast.finance),
        (town_liaison, town),
    )
    initiated(road, cast, instructed_paper)
    handed_out(road, cast, units)
    chased(road, cast, units)
    extended(road, cast)
    closed(road, cast, units, tmp_path / "验收报告.txt")
    looked_back(road, cast)


def initiated(road, cast, paper):
    """批示件传给督查室，由批示立项，领导批准。"""
    matters.circulate(paper, [cast.supervisor], by=cast.clerk, now=timezone.now())
    road.initiate(paper.pk, "xswj", "xczj", "lwz")
    item = road.item
    assert item.matter.parent_id == paper.pk
    assert "请水务局十日内拿出方案。" in item.basis
    assert (item.source, item.leader) == ("B", cast.mayor)
    road.move(cast.supervisor, "送立项审批", leader="hlx")
    road.move(cast.mayor, "同意立项", remark="同意")
    assert road.item.number_text


def handed_out(road, cast, units):
    """交办：三个单位是先填好的；各自在手机上签收、报进展。"""
    page = road.at(cast.supervisor)
    assert page.locator(".bar .tokens span[data-id]").count() == 3
    page.click(".bar [data-main]")
    road.told(page)
    assert set(Handler.objects.current(road.item).values_list("org", flat=True)) == {
        org.pk for _, org in units
    }
    for liaison, org in units:
        road.acknowledge(liaison, org)
    road.report(cast.water_liaison, cast.water, 30, "设计完成，正在招标。")
    assert road.item.progress == 0
    road.agree(cast.water_principal, "同意报出")
    assert road.item.progress == 30
    road.report(cast.finance_liaison, cast.finance, 50, "首批资金已经拨付。", approver="贾局长")


def chased(road, cast, units):
    """节点过了没完成：先发消息，迟了七个工作日发催办单，挂在事项上。"""
    assert "消息 3" in road.run_job(jobs.chase, workday_after(11))
    assert "催办单 3" in road.run_job(jobs.chase, workday_after(30))
    rungs = Pressing.objects.filter(item=road.item).values_list("rung", flat=True)
    assert sorted(rungs) == sorted([Rung.MESSAGE] * 3 + [Rung.SLIP] * 3)
    for liaison, _ in units:
        assert Message.objects.filter(person=liaison, kind="press").exists()
    page = road.at(cast.supervisor, "pressing")
    expect(page.locator(".view")).to_contain_text("催办单")
    for row in Pressing.objects.filter(item=road.pk, rung=Rung.SLIP):
        draw_paper.call(row.pk)
    slips = MatterFile.objects.filter(matter=road.pk, name__contains="催办单")
    assert slips.count() == 3
    answer = page.request.get(f"{road.enter.url}/matters/{road.pk}/files/{slips[0].pk}/")
    assert answer.ok
    assert answer.body().startswith(b"%PDF")


def extended(road, cast):
    """时限以前申请延期：局长同意，督查室准了，时限改了。"""
    wanted = day_after(DAYS + 30)
    road.ask_extension(cast.water_liaison, cast.water, wanted, "汛期雨水多，工期要顺延。")
    assert road.item.extension_count == 0
    road.agree(cast.water_principal, "同意提出")
    page = road.rule(cast.supervisor, "同意顺延，请抓紧。")
    expect(page.locator(".view")).to_contain_text("准到")
    item = road.item
    assert item.extension_count == 1
    assert timezone.localdate(item.due_at) >= wanted
    assert item.matter.due_at == item.due_at


def closed(road, cast, units, evidence):
    """都申请办结，核查核实，领导同意，只有督查室能销号。"""
    evidence.write_text("北环路三处险段竣工验收报告\n全部合格。", encoding="utf-8")
    for liaison, org in reversed(units):
        assert road.item.state == ItemState.HANDLING
        road.apply(liaison, org, "三处险段已经完成加固，验收合格。")
    assert road.item.state == ItemState.VERIFYING
    page = road.verify(cast.supervisor, "到现场看了，三处险段与报的一致。", evidence)
    expect(page.locator(".view")).to_contain_text("验收报告")
    assert Verification.objects.get(item=road.pk).is_passed
    road.move(cast.supervisor, "送领导审定", remark="核实无误，呈请审定。", leader="hlx")
    road.move(cast.mayor, "同意销号", remark="同意")
    for liaison in (cast.water_liaison, cast.water_principal, cast.finance_liaison):
        assert "销号" not in " ".join(buttons(road.at(liaison)))
    page = road.at(cast.supervisor)
    assert "销号" in " ".join(buttons(page))
    page.click(".bar [data-main]")
    road.told(page)
    item = road.item
    assert (item.state, item.closed_by) == (ItemState.CLOSED, cast.supervisor)
    assert item.applied_at <= item.due_at


def buttons(page):
    return page.locator(".bar button, .bar a.button, .dock button").all_inner_texts()


def looked_back(road, cast):
    """到了日子叫醒回头看；反弹了，交回原来的单位重新办理。"""
    item = road.item
    assert "叫醒 1 件" in road.run_job(jobs.wake_follow_ups, item.follow_up_on)
    assert Todo.objects.filter(matter=road.pk, person=cast.supervisor, state="open").exists()
    road.reopen(cast.supervisor, day_after(120), "复查发现一处险段渗水，重新加固。")
    item = road.item
    assert item.state == ItemState.HANDLING
    assert item.matter.state == MatterState.RUNNING
    assert item.follow_up_result == FollowUpResult.REBOUNDED
    assert item.closed_at is None
    page = road.task(cast.water_liaison, cast.water)
    expect(page.locator("#feedback")).to_be_visible()
    assert SupervisedItem.objects.count() == 1
