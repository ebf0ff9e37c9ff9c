"""看哪个办公室的本子：领导的编制在政府、党委名下，看他任领导的那个办公室的。"""

from sanban.people.models import RoleCode
from sanban.web.request import Request

LEADING = (RoleCode.LEADER, RoleCode.PRINCIPAL)


def office_id(request: Request) -> int:
    """计划、统计、通报看哪个单位的：平常是本单位；在别的单位任领导的，看那个单位的。"""
    me = request.me
    held = [one.org_id for one in me.holdings.all() if one.role in LEADING]
    led = [pk for pk in held if pk != me.org_id]
    return min(led) if led else me.org_id
