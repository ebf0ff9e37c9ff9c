"""随表选的几项：空着来源的用哪一类，送谁立项审批，归哪个专班。"""

import json
from dataclasses import asdict, dataclass, replace

from sanban.core.errors import Refused
from sanban.people.models import Person
from sanban.supervision.models import Campaign, Source
from sanban.supervision.services.actors import OFFICE


@dataclass(frozen=True, slots=True)
class Choices:
    """随表选的几项。

    :param source: 没写来源的行用的代号，空为不许空着。
    :param approver: 接着送立项审批的领导的编号，空为先停在拟办。
    :param campaign: 归哪个专班，空为不归。
    :param roles: 导入的人在督办单位的角色。
    """

    source: str = ""
    approver: int | None = None
    campaign: int | None = None
    roles: tuple[str, ...] = ()

    @property
    def body(self) -> str:
        """存进库里的样子。"""
        return json.dumps(asdict(self))


def load_choices(body: str) -> Choices:
    """从库里读回。"""
    known = json.loads(body)
    return Choices(**{**known, "roles": tuple(known["roles"])})


def checked_choices(choices: Choices, *, by: Person) -> Choices:
    """查一遍选的几项，记下此人的角色。

    :raises Refused: 不是督查员或主任；来源不认得；审批的人不在岗；专班已经完成或不是本单位的。
    """
    held = tuple(one.role for one in by.holdings.all() if one.org_id == by.org_id)
    if not set(held).intersection(OFFICE):
        raise Refused("督办清单由督查员或主任导入，请与督查室联系。", code="not-supervisor")
    if choices.source and choices.source not in Source.values:
        raise Refused("来源请选十类里的一类。", code="no-source")
    if choices.approver and not Person.objects.in_use().filter(pk=choices.approver).exists():
        raise Refused("选的审批人已不在岗，请另选一位。", code="gone")
    if choices.campaign:
        rows = Campaign.objects.filter(pk=choices.campaign, org=by.org, closed_at=None)
        if not rows.exists():
            raise Refused("这个专班已经完成，或者不是本单位的，不能再导入。", code="closed")
    return replace(choices, roles=held)
