"""约稿测试共用：一份拟稿中的通知，为它约两个单位。"""

from datetime import timedelta

import pytest

from sanban.documents.services import drafting, materials
from sanban.documents.services.drafting import DraftForm
from sanban.documents.services.materials import CallForm, Supply

BODY = """现将有关情况报告如下。

一、工作进展

全县防火工作有序推进。

二、存在问题

巡护力量不足。"""


def call_form(now, **changes):
    plain = {
        "title": "秋季防火工作情况",
        "due_at": now + timedelta(days=2),
        "headings": ("工作进展", "存在问题"),
        "most": 100,
        "known": "去年的数字已经掌握",
    }
    return CallForm(**{**plain, **changes})


def answers(*words):
    return Supply(answers=words)


@pytest.fixture
def outgoing(cast, now):
    form = DraftForm(doc_kind="report", title="关于秋季防火工作情况的报告", body=BODY)
    return drafting.start_draft(form, by=cast.drafter, now=now)


@pytest.fixture
def call(cast, now, outgoing):
    orgs = [cast.finance, cast.water]
    return materials.call(call_form(now), orgs, by=cast.drafter, now=now, matter=outgoing.matter)


@pytest.fixture
def part(call, cast):
    return call.parts.get(org=cast.finance)


@pytest.fixture
def other(call, cast):
    return call.parts.get(org=cast.water)


@pytest.fixture
def supplied(part, cast, now):
    given = answers("已拨付资金二十万元。", "缺口还有十万元。")
    return materials.supply(part, given, by=cast.finance_liaison, now=now)


@pytest.fixture
def good(supplied, cast, now):
    return materials.grade(supplied, "good", by=cast.drafter, now=now)
