"""督办测试共用：填一张表，走到拟办、办理、核查、销号。"""

from dataclasses import replace
from datetime import date

import pytest

from sanban.matters.doers import ASSIST, LEAD, Choice
from sanban.matters.services import Asked
from sanban.supervision import services
from sanban.supervision.models import SupervisedItem
from sanban.supervision.services import Finding, ItemExtra, ItemForm
from tests.conftest import NOW

DUE = date(2026, 10, 30)
LATER = date(2026, 12, 31)


def form_for(cast, **changes):
    plain = ItemForm(
        title="修复县城北环路防洪堤三处险段",
        source="B",
        basis="县长何立新2026年9月14日在防汛专报上的批示",
        content="北环路防洪堤三处险段汛前没有加固。",
        mission="10月30日前完成北环路防洪堤3处险段加固，共1.2公里，通过竣工验收。",
        standard="3处险段全部通过竣工验收，验收报告齐全",
        roadmap=("9月底前完成设计和招标", "10月25日前完成施工", "10月30日前组织竣工验收"),
        milestones=((date(2026, 9, 30), "完成招标"), (date(2026, 10, 26), "完成施工")),
        lead_org=cast.water,
        owner_name="赵学军",
        owner_phone="8311",
        backup_name="江一帆",
        assist_orgs=(cast.finance,),
        leader=cast.deputy,
        due_on=DUE,
    )
    return replace(plain, **changes)


def go(item, code, by, *, remark="同意", now=NOW, extra=None, uploads=(), **choice):
    """照流程表走一步，交回最新的一行。"""
    services.move(
        item.matter,
        code,
        asked=Asked(by, now),
        remark=remark,
        choice=Choice(**choice),
        uploads=uploads,
        extra=extra or ItemExtra(),
    )
    return fresh(item)


def fresh(item):
    return SupervisedItem.objects.select_related("matter", "org", "lead_org", "leader").get(
        pk=item.pk
    )


def propose(cast, now=NOW, parent=None, **changes):
    form = form_for(cast, **changes)
    return services.initiate(form, by=cast.supervisor, now=now, parent=parent)


def approve(cast, item, now=NOW):
    item = go(item, "to_approve", cast.supervisor, people=(cast.mayor,), now=now)
    return go(item, "approve", cast.mayor, now=now)


def assign(cast, item, now=NOW):
    orgs = ((cast.water, LEAD), (cast.finance, ASSIST))
    return go(approve(cast, item, now), "assign", cast.supervisor, now=now, orgs=orgs)


def apply(cast, item, now=NOW):
    item = go(item, "apply_close", cast.finance_liaison, remark="资金已经拨付", now=now)
    return go(item, "apply_close", cast.water_liaison, remark="三处险段已经验收", now=now)


def passed(cast, item, now=NOW, *, is_passed=True):
    finding = Finding(
        method="site",
        is_passed=is_passed,
        opinion="到现场看了三处险段，验收报告齐全。",
        verified_on=now.date(),
        place="北环路",
    )
    services.verify(item, finding, by=cast.supervisor, now=now)
    return fresh(item)


def close(cast, item, now=NOW):
    item = passed(cast, item, now)
    item = go(item, "to_leader", cast.supervisor, people=(cast.mayor,), now=now)
    item = go(item, "consent", cast.mayor, now=now)
    return go(item, "close_off", cast.supervisor, now=now)


@pytest.fixture
def form(cast):
    """一张四要素齐全的表。"""
    return form_for(cast)


@pytest.fixture
def proposed(cast):
    """刚拟办，还没有送审批。"""
    return propose(cast)


@pytest.fixture
def assigned(cast, proposed):
    """两个单位（水务主办、财政协办）在办理。"""
    return assign(cast, proposed)


@pytest.fixture
def applied(cast, assigned):
    """两个单位都申请办结，在核查。"""
    return apply(cast, assigned)


@pytest.fixture
def closed(cast, applied):
    """已经销号，等着回头看。"""
    return close(cast, applied)
