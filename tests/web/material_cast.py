"""页面测试用的约稿：向两个单位要材料，一份已经交来。"""

from datetime import timedelta

import pytest
from django.utils import timezone

from sanban.documents.services import materials
from sanban.documents.services.materials import CallForm, Supply


@pytest.fixture
def material_call(cast, outgoing):
    """为一份通知约的稿，两天后交；页面看的是真的钟，所以期限也从真的钟算起。"""
    now = timezone.now()
    form = CallForm(
        title="秋季防火工作情况",
        due_at=now + timedelta(days=2),
        brief="用在全县防火工作会议上，数字截至9月15日",
        known="去年投入80万元",
        headings=("工作进展", "存在问题"),
        most=500,
    )
    orgs = [cast.finance, cast.water]
    return materials.call(form, orgs, by=cast.drafter, now=now, matter=outgoing.matter)


@pytest.fixture
def material_part(material_call, cast):
    """财政局的一份，还没交。"""
    return material_call.parts.select_related("matter").get(org=cast.finance)


@pytest.fixture
def supplied_part(material_part, cast):
    """财政局交来的一份。"""
    given = Supply(answers=("已拨付资金二十万元。", "缺口还有十万元。"))
    return materials.supply(material_part, given, by=cast.finance_liaison, now=timezone.now())
