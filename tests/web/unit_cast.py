"""承办任务页测试用的：一件刚交办给水务局（主办）、财政局（协办）的督办事项，从真的钟算起。"""

from datetime import timedelta

import pytest
from django.utils import timezone

from sanban.matters.doers import ASSIST, LEAD
from sanban.supervision import services
from sanban.supervision.services import BlockageForm, FeedbackForm, Wish
from tests.supervision.conftest import approve, go, propose


def task_for(cast, *, title="修复县城北环路防洪堤三处险段"):
    """立项、交办一件；三十天后到期，节点在十天、二十天后，每周反馈。"""
    now, today = timezone.now(), timezone.localdate()
    nodes = ((today + timedelta(10), "完成招标"), (today + timedelta(20), "完成施工"))
    made = propose(
        cast, now=now, title=title, due_on=today + timedelta(30), milestones=nodes, cycle="weekly"
    )
    orgs = ((cast.water, LEAD), (cast.finance, ASSIST))
    return go(approve(cast, made, now), "assign", cast.supervisor, now=now, orgs=orgs)


@pytest.fixture
def unit_task(cast):
    """刚交办，还没签收。"""
    return task_for(cast)


@pytest.fixture
def pending_feedback(cast, unit_task):
    """水务局联络员写好的一次反馈，等局长审核。"""
    form = FeedbackForm(progress=35, content="招标完成，中标单位已进场。", problem="砂石料偏紧")
    return services.feedback(
        unit_task, form, org=cast.water, base=0, by=cast.water_liaison, now=timezone.now()
    )


@pytest.fixture
def pending_request(cast, unit_task):
    """水务局联络员提的一项延期，等局长同意。"""
    later = timezone.localdate() + timedelta(45)
    wish = Wish("extension", "砂石料供应不足，工期顺延。", later)
    return services.ask(unit_task, wish, org=cast.water, by=cast.water_liaison, now=timezone.now())


@pytest.fixture
def blockage(cast):
    """督查员登记的一处堵点，还没解决。"""
    form = BlockageForm(
        kind="blocked",
        title="热力管线过路审批要跑四个部门",
        raised_on=timezone.localdate(),
        handler_org=cast.water,
        due_on=timezone.localdate() + timedelta(7),
    )
    return services.add_blockage(form, by=cast.supervisor, now=timezone.now())
