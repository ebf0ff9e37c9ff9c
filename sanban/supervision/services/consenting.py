"""申请的下一步：本单位领导同意，或者提的人撤回。"""

from datetime import datetime

from django.db import transaction

from sanban.core.errors import Refused
from sanban.files.services import guards
from sanban.matters import services as matters
from sanban.matters.services import Entry
from sanban.people.models import Person
from sanban.supervision.models import Outcome, SideRequest
from sanban.supervision.services.actors import check_office, check_unit, check_unit_leader
from sanban.supervision.services.requests import locked_request, send, tell


@transaction.atomic
def consent(
    request: SideRequest, *, is_agreed: bool, by: Person, now: datetime, remark: str = ""
) -> SideRequest:
    """本单位领导同意，或者不同意；不同意的就撤回了，不送裁定。

    :raises Refused: 不是本单位领导；已经同意、裁定、撤回；不同意没写意见。
    """
    guards.check_typed([remark], by=by)
    fresh, item = locked_request(request)
    if fresh.org is None or fresh.consented_at is not None:
        raise Refused("这一项不用您同意，或者已经同意了，请刷新页面。", code="stale")
    check_unit_leader(fresh.org, by)
    if not is_agreed and not remark.strip():
        raise Refused("不同意的要写明意见，请写好再办。", code="no-remark")
    label = "同意" if is_agreed else "不同意"
    note = f"{label}提{fresh.get_kind_display()}"
    entry = Entry("consent_request", label, remark=remark, note=note, org=fresh.org, is_work=False)
    matters.write(item.matter, entry, by=by, now=now)
    fresh.consent_by, fresh.consent_name, fresh.consented_at = by, by.name, now
    fresh.outcome = Outcome.PENDING if is_agreed else Outcome.WITHDRAWN
    fresh.save(update_fields=["consent_by", "consent_name", "consented_at", "outcome"])
    if is_agreed:
        tell(fresh, now=now)
    else:
        send(fresh, [fresh.by], f"{by.name}不同意提{fresh.get_kind_display()}", now=now)
    return fresh


@transaction.atomic
def take_back(request: SideRequest, *, by: Person, now: datetime) -> SideRequest:
    """撤回一项还没裁定的申请。

    :raises Refused: 不是提的单位；已经裁定、撤回。
    """
    fresh, item = locked_request(request)
    if fresh.org is None:
        check_office(item.org, by)
    else:
        check_unit(item, fresh.org, by)
    note = f"撤回{fresh.get_kind_display()}申请"
    entry = Entry("take_back", "撤回申请", note=note, org=fresh.org, is_work=False)
    matters.write(item.matter, entry, by=by, now=now)
    fresh.outcome = Outcome.WITHDRAWN
    fresh.save(update_fields=["outcome"])
    return fresh
