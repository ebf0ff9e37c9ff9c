"""印发测试共用：代字、各种发文、一句话走一步。"""

import pytest

from sanban.documents.models import NumberPrefix, Outgoing
from sanban.documents.services import drafting, issuing
from sanban.documents.services.drafting import DraftForm
from sanban.engine.gongwen.blocks import Paragraph, Run
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.elements import Body
from sanban.matters.doers import Choice
from sanban.matters.models import Matter
from sanban.matters.services import Asked
from sanban.people.models import RoleCode, RoleHolding

BODY = """为切实做好今年冬季森林防火工作，保障人民群众生命财产安全，现将有关事项通知如下：

# 压实防火责任

各乡镇人民政府要落实属地责任，把责任落实到村、到户、到人。

# 加强火源管控

各有关部门要加强巡护，及时发现和处置火情隐患。"""


def form(prefix=None, **changes):
    plain = {
        "doc_kind": "notice",
        "title": "演示县人民政府关于做好冬季森林防火工作的通知",
        "prefix": prefix,
        "issuer": "演示县人民政府",
        "main_recipients": "各乡镇人民政府，县政府各部门",
        "publicity": "open",
        "project_basis": "县政府2026年发文计划第12项",
        "body": BODY,
    }
    return DraftForm(**{**plain, **changes})


REPORT = {
    "doc_kind": "report",
    "title": "演示县人民政府关于冬季森林防火工作情况的报告",
    "main_recipients": "海州市人民政府",
    "body": "按照市政府部署，我县认真抓好冬季森林防火工作，未发生森林火灾。\n\n特此报告。",
}


@pytest.fixture
def principal(cast):
    """县长是主要负责人。"""
    RoleHolding.objects.create(person=cast.mayor, role=RoleCode.PRINCIPAL, org=cast.office)
    return cast.mayor


@pytest.fixture
def prefix(cast):
    return NumberPrefix.objects.create(org=cast.office, issuer="演示县人民政府", text="演政发")


@pytest.fixture
def outgoing(cast, now, prefix, principal):
    return drafting.start_draft(form(prefix), by=cast.drafter, now=now)


def go(outgoing, code, by, now, remark="", *, people=(), orgs=(), **extra):
    """走一步，返回走完的发文。"""
    matter = Matter.objects.get(pk=outgoing.pk)
    choice = Choice(people=tuple(people), orgs=tuple(orgs))
    more = issuing.Extra(**extra)
    issuing.move(matter, code, asked=Asked(by, now), remark=remark, choice=choice, extra=more)
    return issuing.of_matter(matter)


def again(outgoing):
    """读到最新。"""
    return issuing.of_matter(Outgoing.objects.get(pk=outgoing.pk).matter)


def reworded(gongwen: Gongwen, old: str, new: str) -> Gongwen:
    """正文里换几个字。"""
    body = gongwen.first(Body)
    blocks = tuple(
        Paragraph((Run(one.text.replace(old, new)),), one.level, one.lead) for one in body.blocks
    )
    kept = tuple(Body(blocks) if isinstance(one, Body) else one for one in gongwen.elements)
    return Gongwen(gongwen.kind, kept, gongwen.format, gongwen.direction)


def approve(outgoing, by, now):
    """逐项审核都通过，评估都记上。"""
    fine = issuing.Result("pass")
    results = {one.code: fine for one in issuing.items_for(outgoing)}
    issuing.review(outgoing, results, by=by, now=now)
    for kind in issuing.assessments_for(outgoing):
        issuing.assess(outgoing, kind, issuing.Result("na"), by=by, now=now)


def to_signing(outgoing, cast, now, people):
    """从拟稿走到签发。"""
    sent = go(outgoing, "to_review", cast.drafter, now)
    approve(sent, cast.director, now)
    return go(sent, "to_leader", cast.director, now, "拟同意，请签发", people=people)


def to_recheck(outgoing, cast, now, people):
    """从拟稿走到复核。"""
    sent = to_signing(outgoing, cast, now, people)
    for one in people:
        sent = go(sent, "sign_off", one, now, "同意")
    return sent
