"""单位和科室：设立、变更、停用；隶属和业务指导各成一棵树，不许绕圈。"""

from dataclasses import dataclass

from django.db import transaction

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.people.models import OfficeSection, Org, OrgKind, Person
from sanban.people.services.naming import initials_of

LAST = 9999
RELATIONS = (("parent", "隶属"), ("guidance_parent", "业务指导"))


@dataclass(frozen=True, slots=True)
class OrgDetails:
    """一个单位的各项；`kind` 取 `OrgKind` 的代码。"""

    name: str
    kind: str
    short_name: str = ""
    parent: Org | None = None
    guidance_parent: Org | None = None
    rank_order: int = LAST
    telephone: str = ""


@transaction.atomic
def add_org(details: OrgDetails, *, by: Person | None) -> Org:
    """设立一个单位。

    :raises Refused: 全称空着或重名、类别不认得。
    """
    org = Org()
    _fill(org, details)
    org.save()
    audit.record("org.add", by=by, target=f"org:{org.pk}", detail=org.name)
    return org


@transaction.atomic
def change_org(org: Org, details: OrgDetails, *, by: Person) -> Org:
    """变更一个单位。

    :raises Refused: 全称空着或重名、类别不认得、上级绕成圈。
    """
    fresh = Org.objects.select_for_update().get(pk=org.pk)
    for field, label in RELATIONS:
        _check_no_circle(fresh, getattr(details, field), field, label)
    before = fresh.name
    _fill(fresh, details)
    fresh.save()
    audit.record("org.change", by=by, target=f"org:{org.pk}", detail=f"{before}→{fresh.name}")
    return fresh


def _fill(org: Org, details: OrgDetails) -> None:
    name = details.name.strip()
    if not name:
        raise Refused("请填写单位全称。", code="no-name")
    if details.kind not in OrgKind.values:
        raise Refused("请选一个单位类别。", code="unknown-kind")
    if Org.objects.filter(name=name).exclude(pk=org.pk).exists():
        raise Refused(f"已经有“{name}”了，单位全称不能重复。", code="same-name")
    org.name, org.kind = name, details.kind
    org.short_name = details.short_name.strip() or name[:40]
    org.initials = _initials(org)
    org.parent, org.guidance_parent = details.parent, details.guidance_parent
    org.rank_order, org.telephone = details.rank_order, details.telephone.strip()


def _initials(org: Org) -> str:
    both = dict.fromkeys((initials_of(org.short_name), initials_of(org.name)))
    return " ".join(both)[:60]


def _check_no_circle(org: Org, above: Org | None, field: str, label: str) -> None:
    while above is not None:
        if above.pk == org.pk:
            said = f"{org}不能{label}于自己或自己下面的单位，请另选一个。"
            raise Refused(said, code="circle")
        above = getattr(above, field)


@transaction.atomic
def set_org_in_use(org: Org, *, is_active: bool, by: Person) -> Org:
    """停用或恢复一个单位；停用前，人员和下级单位须已转走。

    :raises Refused: 还有在岗人员或在用的下级单位。
    """
    if not is_active:
        _check_empty(org)
    org.is_active = is_active
    org.save(update_fields=["is_active"])
    act = "org.restore" if is_active else "org.retire"
    audit.record(act, by=by, target=f"org:{org.pk}", detail=org.name)
    return org


def _check_empty(org: Org) -> None:
    people = Person.objects.filter(org=org, is_active=True).count()
    below = Org.objects.filter(parent=org, is_active=True).count()
    if people or below:
        said = f"{org}还有 {people} 名在岗人员、{below} 个下级单位，请先调走再停用。"
        raise Refused(said, code="not-empty")


@transaction.atomic
def add_section(org: Org, *, name: str, by: Person | None) -> OfficeSection:
    """设一个科室，排在本单位各科室之后。

    :raises Refused: 名称空着，或本单位已有同名科室。
    """
    title = name.strip()[:60]
    if not title:
        raise Refused("请填写科室名称。", code="no-name")
    rows = OfficeSection.objects.filter(org=org)
    if rows.filter(name=title).exists():
        raise Refused(f"{org}已经有“{title}”了。", code="same-name")
    made = OfficeSection.objects.create(org=org, name=title, rank_order=rows.count() + 1)
    audit.record("section.add", by=by, target=f"org:{org.pk}", detail=title)
    return made


@transaction.atomic
def remove_section(section: OfficeSection, *, by: Person) -> None:
    """撤一个没有人的科室。

    :raises Refused: 科室里还有人，或者登记过事项。
    """
    if Person.objects.filter(office_section=section).exists():
        raise Refused(f"{section}里还有人，请先把人调到别的科室。", code="not-empty")
    audit.record("section.remove", by=by, target=f"org:{section.org_id}", detail=section.name)
    section.delete()
