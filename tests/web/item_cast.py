"""督办事项页用的：拟办的、办理中的、核查中的各一件；页面看的是真的钟，日子也从真的钟算起。"""

from datetime import timedelta

import pytest
from django.utils import timezone

from sanban.documents import services as documents
from sanban.documents.services import Registration
from sanban.matters.doers import ASSIST, LEAD, Choice
from sanban.matters.services import Asked
from sanban.supervision import services
from sanban.supervision.models import SupervisedItem
from sanban.supervision.services import Finding, ItemExtra, ItemForm, Wish


def item_form(cast, **changes):
    """一张四要素齐全的表，时限两个月以后。"""
    today = timezone.localdate()
    plain = {
        "title": "修复县城北环路防洪堤三处险段",
        "source": "B",
        "basis": "县长何立新在防汛专报上的批示",
        "mission": "完成北环路防洪堤3处险段加固，共1.2公里，通过竣工验收。",
        "standard": "3处险段全部通过竣工验收，验收报告齐全",
        "roadmap": ("完成设计和招标", "完成施工", "组织竣工验收"),
        "milestones": ((today + timedelta(20), "完成招标"), (today + timedelta(45), "完成施工")),
        "lead_org": cast.water,
        "owner_name": "赵学军",
        "owner_phone": "8311",
        "backup_name": "江一帆",
        "assist_orgs": (cast.finance,),
        "leader": cast.deputy,
        "due_on": today + timedelta(60),
    }
    return ItemForm(**{**plain, **changes})


def step(item, code, by, *, remark="同意", extra=None, **choice):
    """照流程表走一步，交回最新的一行。"""
    asked = Asked(by, timezone.now())
    given = {"remark": remark, "choice": Choice(**choice), "extra": extra or ItemExtra()}
    services.move(item.matter, code, asked=asked, **given)
    return fresh(item)


def fresh(item):
    rows = SupervisedItem.objects.select_related("matter", "org", "lead_org", "leader")
    return rows.get(pk=item.pk)


def propose(cast, **changes):
    form = item_form(cast, **changes)
    return services.initiate(form, by=cast.supervisor, now=timezone.now())


def assign(cast, item):
    item = step(item, "to_approve", cast.supervisor, people=(cast.mayor,))
    item = step(item, "approve", cast.mayor)
    orgs = ((cast.water, LEAD), (cast.finance, ASSIST))
    return step(item, "assign", cast.supervisor, orgs=orgs)


def apply(cast, item):
    item = step(item, "apply_close", cast.finance_liaison, remark="资金已经拨付")
    return step(item, "apply_close", cast.water_liaison, remark="三处险段已经验收")


def verified(cast, item):
    day = timezone.localdate()
    finding = Finding(method="papers", is_passed=True, opinion="验收报告齐全。", verified_on=day)
    services.verify(item, finding, by=cast.supervisor, now=timezone.now())
    return fresh(item)


def closed(cast, item):
    item = step(verified(cast, item), "to_leader", cast.supervisor, people=(cast.mayor,))
    item = step(item, "consent", cast.mayor)
    return step(item, "close_off", cast.supervisor)


def wish(cast, item, kind="extension", **given):
    """水务局提一项申请，局长自己提的，不用再等同意。"""
    reason = "汛期雨水多，工期要顺延"
    made = Wish(kind=kind, reason=reason, **given)
    who = {"org": cast.water, "by": cast.water_principal, "now": timezone.now()}
    return services.ask(item, made, **who)


@pytest.fixture
def proposed_item(cast):
    """刚拟办，还没有送审批。"""
    return propose(cast)


@pytest.fixture
def assigned_item(cast, proposed_item):
    """水务主办、财政协办，在办理。"""
    return assign(cast, proposed_item)


@pytest.fixture
def applied_item(cast, assigned_item):
    """都报结了，在核查。"""
    return apply(cast, assigned_item)


@pytest.fixture
def instructed_paper(cast):
    """县长批示过的一件收文。"""
    now = timezone.now()
    form = Registration(title="关于防汛隐患的专报", sender_name="演示市应急局")
    matter = documents.register(None, form, by=cast.clerk, now=now).matter
    people = Choice(people=(cast.mayor,))
    given = {"remark": "拟请何县长阅批", "choice": people}
    documents.move(matter, "to_leaders", asked=Asked(cast.director, now), **given)
    said = "请水务局十日内拿出方案。"
    documents.move(matter, "instruct", asked=Asked(cast.mayor, now), remark=said)
    return matter
