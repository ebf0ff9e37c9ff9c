"""专班回头看：立专班、导入旧批示、逐件核实、出办结情况说明。"""

from datetime import date

import pytest

from sanban.core.errors import Refused
from sanban.files.services.guards import Upload
from sanban.matters.models import Step
from sanban.supervision.models import CampaignEntry, SupervisedItem
from sanban.supervision.services import campaigns, importing
from sanban.supervision.services.campaigns import CampaignForm
from sanban.supervision.services.forms import ItemForm
from sanban.supervision.services.importing import Choices
from sanban.supervision.services.initiating import initiate
from tests.supervision.importing.lists import PAST_HEADS, xlsx


@pytest.fixture
def campaign(cast, now):
    form = CampaignForm(
        name="县领导批示件回头看专班",
        purpose="逐件重新核实",
        head=cast.deputy,
        since=date(2026, 8, 3),
        due_on=date(2026, 9, 30),
    )
    return campaigns.open_campaign(form, by=cast.supervisor, now=now)


@pytest.fixture
def filled(cast, now, campaign):
    rows = [
        (f"督字〔2019〕{n}号", f"修好第{n}座桥", "领导批示", "县水务局", "甲", "2019-03-01", "", "",
         "2019-06-20")
        for n in range(1, 4)
    ]  # fmt: skip
    upload = Upload("旧批示.xlsx", xlsx(PAST_HEADS[:9], rows))
    run = importing.plan_run(upload, Choices(campaign=campaign.pk), by=cast.supervisor, now=now)
    importing.confirm(run, by=cast.supervisor, now=now)
    importing.carry_on(run.pk, now=now)
    return campaign


def judge(entry, cast, now, verdict="landed", evidence="到现场看过"):
    return campaigns.judge(entry, verdict=verdict, evidence=evidence, by=cast.supervisor, now=now)


def test_old_instructions_come_in_as_closed_items_in_order(filled):
    entries = CampaignEntry.objects.filter(campaign=filled).order_by("position")
    assert [(one.position, str(one.item)) for one in entries] == [
        (n, f"督字〔2019〕{n}号") for n in range(1, 4)
    ]
    assert not SupervisedItem.objects.filter(is_open=True).exists()


def test_each_is_verified_again_and_the_figures_follow(cast, now, filled):
    first, second, _ = filled.entries.order_by("position")
    judge(first, cast, now)
    judge(second, cast, now, "partly", "只修了一半")
    found = campaigns.figures_of(filled)
    assert (found.total, found.landed, found.partly, found.waiting) == (3, 1, 1, 1)
    assert found.percent == 66
    step = Step.objects.filter(matter=first.item_id).order_by("number").last()
    assert (step.label, step.remark) == ("专班核实", "到现场看过")


def test_a_verdict_needs_evidence(cast, now, filled):
    entry = filled.entries.first()
    with pytest.raises(Refused, match="核实情况还没有写"):
        judge(entry, cast, now, evidence=" ")
    with pytest.raises(Refused, match="请选结论"):
        judge(entry, cast, now, verdict="")


def test_it_closes_only_when_every_one_is_verified(cast, now, filled):
    said = "共三件，都已落实。"
    with pytest.raises(Refused, match="还有 3 件没有核实"):
        campaigns.close_campaign(filled, statement=said, by=cast.supervisor, now=now)
    for entry in filled.entries.all():
        judge(entry, cast, now)
    done = campaigns.close_campaign(filled, statement=said, by=cast.supervisor, now=now)
    assert done.closed_at == now
    with pytest.raises(Refused, match="已经完成"):
        judge(filled.entries.first(), cast, now)


def test_the_statement_names_every_item(cast, now, filled):
    for entry in filled.entries.all():
        judge(entry, cast, now)
    form = campaigns.statement_of(filled, by=cast.supervisor, now=now)
    assert [one.title for one in form.entries] == [f"修好第{n}座桥" for n in range(1, 4)]
    assert form.statement.startswith("共梳理 3 件") and "已落实 3 件" in form.statement
    assert campaigns.statement_pdf(filled, by=cast.supervisor, now=now).startswith(b"%PDF")


def test_only_closed_items_are_enlisted_and_once(cast, now, campaign, filled):
    form = ItemForm(title="在办的", source="B", lead_org=cast.water)
    running = initiate(form, by=cast.supervisor, now=now)
    closed = filled.entries.first().item
    with pytest.raises(Refused, match="没有能列进来的"):
        campaigns.enlist(campaign, [running, closed], by=cast.supervisor, now=now)


def test_a_closed_item_of_the_ledger_may_be_enlisted_elsewhere(cast, now, filled):
    form = CampaignForm(name="又一个专班", purpose="", head=cast.deputy)
    other = campaigns.open_campaign(form, by=cast.supervisor, now=now)
    items = [one.item for one in filled.entries.all()]
    assert campaigns.enlist(other, items, by=cast.supervisor, now=now) == 3


def test_only_the_office_runs_a_campaign(cast, now, campaign):
    form = CampaignForm(name="专班", purpose="", head=cast.deputy)
    with pytest.raises(Refused, match="督查员或主任"):
        campaigns.open_campaign(form, by=cast.clerk, now=now)
    with pytest.raises(Refused, match="名称和组长"):
        campaigns.open_campaign(
            CampaignForm(name=" ", purpose="", head=None), by=cast.supervisor, now=now
        )
