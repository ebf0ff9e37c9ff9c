"""取一期计划、计划里的一条：本单位的才看得见。"""

from django.http import Http404

from sanban.people.models import RoleCode
from sanban.supervision.models import PlanEntry, WorkPlan
from sanban.supervision.services.planning import PLANNERS
from sanban.web.offices import office_id
from sanban.web.request import Request

READERS = (*PLANNERS, RoleCode.LEADER)
"""看得到计划的角色。"""


def get_plan(request: Request, pk: int) -> WorkPlan:
    """本单位的一期；别的单位的当没有。"""
    found = WorkPlan.objects.filter(pk=pk, org=office_id(request)).select_related("org").first()
    if found is None:
        raise Http404
    return found


def get_entry(request: Request, pk: int) -> PlanEntry:
    """本单位的一条；别的单位的当没有。"""
    rows = PlanEntry.objects.filter(pk=pk, plan__org=office_id(request))
    found = rows.select_related("plan", "owner", "org", "item").first()
    if found is None:
        raise Http404
    return found
