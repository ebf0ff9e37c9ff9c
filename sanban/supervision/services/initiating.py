"""立项：拟办一件督办事项，改各栏；一事一项，同一来由的不重立。"""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from sanban.core.errors import Refused
from sanban.files.services import guards
from sanban.matters import services as matters
from sanban.matters.models import Matter, MatterState, Urgency
from sanban.matters.services import Amendment, Opening
from sanban.matters.services.limits import set_due
from sanban.people.models import Org, Person
from sanban.supervision.kinds.supervised_item import APPROVE, ASSIGN, KIND, PROPOSE
from sanban.supervision.models import ItemState, Milestone, SupervisedItem
from sanban.supervision.services.actors import check_office, office_keys
from sanban.supervision.services.dates import almanac, day_of, due_moment, moved_note
from sanban.supervision.services.forms import ItemForm, check_form, check_shape, road_of
from sanban.supervision.services.syncing import ASSISTS, locked_item, sync

BEFORE_ASSIGN = (ItemState.PROPOSED, ItemState.APPROVED)
GONE = (ItemState.DECLINED, ItemState.STOPPED, ItemState.MERGED)
SHOWN = 60


def initiate(
    form: ItemForm, *, by: Person, now: datetime, parent: Matter | None = None
) -> SupervisedItem:
    """拟办一件督办事项，停在拟办；四要素可以先不全，送审批时再查。

    :param parent: 由哪件事项而来（收文、会议、别的督办事项）；来由和题目都相同的不重立。
    :raises Refused: 不是督查员或主任；各栏不合规矩；带密级标志；已经立过。
    """
    check_office(by.org, by)
    check_shape(form)
    guards.check_typed(form.words(), by=by)
    how = almanac(now)
    opening = Opening(
        title=form.title,
        urgency=form.urgency if form.urgency in Urgency.values else "",
        due_at=due_moment(form.due_on, how.calendar),
        data={ASSISTS: [org.pk for org in form.assist_orgs]},
        parent=parent,
        remark=moved_note(form.due_on, how.calendar),
    )
    with transaction.atomic():
        if parent is not None:
            _check_once(form, matters.locked(parent), by.org)
        matter = matters.start(KIND.code, opening, by=by, now=now)
        item = _created(matter, form, now=now)
        matters.show(matter, [*office_keys(matter.org), *_leader_keys(form)])
        _write_milestones(item, form.milestones)
        return sync(item, now=now, how=how)


def _leader_keys(form: ItemForm) -> list[str]:
    return [f"p{form.leader.pk}"] if form.leader else []


def _check_once(form: ItemForm, parent: Matter, org: Org) -> None:
    """同一来由、同一题目只立一项；须已锁住来由的那一件。"""
    rows = SupervisedItem.objects.filter(
        org=org, matter__parent=parent, matter__title=form.title.strip()
    )
    found = rows.exclude(state__in=GONE).select_related("matter").first()
    if found is not None:
        name = str(found) if found.number else "（还没有编号）"
        told = f"这件事已经立项：{name}“{found.matter.title[:SHOWN]}”"
        said = f"{told}，见 /matters/{found.pk}/，请打开那一件，不必再立。"
        raise Refused(said, code="initiated")


def _created(matter: Matter, form: ItemForm, *, now: datetime) -> SupervisedItem:
    return SupervisedItem.objects.create(
        matter=matter, org=matter.org, year=day_of(now).year, **columns_of(form)
    )


def columns_of(form: ItemForm) -> dict[str, Any]:
    """各栏照表填进台账的样子；事项、时限、紧急程度不在内。"""
    return {
        "source": form.source,
        "basis": form.basis.strip(),
        "content": form.content.strip(),
        "mission": form.mission.strip(),
        "standard": form.standard.strip(),
        "roadmap": "\n".join(road_of(form)),
        "lead_org": form.lead_org,
        "owner_name": form.owner_name.strip(),
        "owner_phone": form.owner_phone.strip(),
        "backup_name": form.backup_name.strip(),
        "assist_names": "、".join(str(org) for org in form.assist_orgs)[:500],
        "leader": form.leader,
        "is_key": form.is_key,
        "cycle": form.cycle,
    }


def _write_milestones(item: SupervisedItem, wanted: tuple[tuple[date, str], ...]) -> None:
    """照表重写还没完成的节点；完成了的留着。"""
    kept = item.milestones.exclude(done_on=None)
    known = {(one.due_on, one.name) for one in kept}
    item.milestones.filter(done_on=None).delete()
    fresh = sorted({(day, name.strip()) for day, name in wanted} - known)
    start = kept.count()
    Milestone.objects.bulk_create(
        Milestone(item=item, position=start + n, name=name, due_on=day)
        for n, (day, name) in enumerate(fresh)
    )


def form_of(item: SupervisedItem) -> ItemForm:
    """一件事项现在的各栏，装成表；三次查询以内。"""
    matter = item.matter
    ids = matter.values.get(ASSISTS, [])
    known = {org.pk: org for org in Org.objects.filter(pk__in=ids)} if ids else {}
    rows = item.milestones.order_by("due_on", "position")
    return ItemForm(
        title=matter.title,
        source=item.source,
        basis=item.basis,
        content=item.content,
        mission=item.mission,
        standard=item.standard,
        roadmap=tuple(item.road_steps),
        milestones=tuple((one.due_on, one.name) for one in rows),
        lead_org=item.lead_org,
        owner_name=item.owner_name,
        owner_phone=item.owner_phone,
        backup_name=item.backup_name,
        assist_orgs=tuple(known[pk] for pk in ids if pk in known),
        leader=item.leader,
        due_on=day_of(item.due_at) if matter.has_due else None,
        urgency=matter.urgency,
        is_key=item.is_key,
        cycle=item.cycle,
    )


# fmt: off
NAMED = (
    # 栏            叫什么
    ("title",       "事项"),
    ("source",      "来源"),
    ("basis",       "依据"),
    ("content",     "事项内容"),
    ("mission",     "任务书"),
    ("standard",    "验收标准"),
    ("roadmap",     "路径图"),
    ("milestones",  "时间表"),
    ("lead_org",    "牵头单位"),
    ("owner_name",  "责任人"),
    ("owner_phone", "责任人电话"),
    ("backup_name", "B 角"),
    ("assist_orgs", "协办单位"),
    ("leader",      "包抓领导"),
    ("due_on",      "完成时限"),
    ("urgency",     "紧急程度"),
    ("is_key",      "重点"),
    ("cycle",       "反馈周期"),
)
# fmt: on
LATER = {
    "lead_org": "交办以后换牵头单位请用“改派”",
    "assist_orgs": "交办以后换协办单位请用“改派”",
    "due_on": "交办以后改时限，由承办单位（或督查室）提“延期”，裁定以后自动改",
}
"""交办以后不能直接改的栏，和该走的路。"""


def change(
    item: SupervisedItem, form: ItemForm, *, base: int, by: Person, now: datetime
) -> SupervisedItem:
    """改各栏；交办以前随意改，交办以后逐栏留痕。

    :param base: 打开表时的改动次数；其间有人改过的，拒绝，不覆盖。
    :raises Refused: 无权改；别人刚改过；各栏不合规矩；交办后不能直接改的栏；已经了结。
    """
    check_shape(form)
    guards.check_typed(form.words(), by=by)
    how = almanac(now)
    with transaction.atomic():
        fresh = locked_item(item)
        _check_changer(fresh, by)
        _check_edition(fresh, base)
        old = form_of(fresh)
        changed = [(name, label) for name, label in NAMED if _differs(old, form, name)]
        if not changed:
            return fresh
        _check_changed(fresh, form, changed, now=now)
        told = _amendment(old, form, changed, note=moved_note(form.due_on, how.calendar))
        fresh.matter = matters.amend(fresh.matter, told, by=by, now=now)
        _fill(fresh, form, due_at=due_moment(form.due_on, how.calendar))
        return sync(fresh, now=now, how=how)


def _check_changer(item: SupervisedItem, by: Person) -> None:
    matter = item.matter
    if matter.state != MatterState.RUNNING or not item.is_open:
        said = f"这件督办事项{item.get_state_display()}，不能再改；确需说明的请写在意见里。"
        raise Refused(said, code="not-running")
    if by.pk == matter.drafter_id and matter.stage == PROPOSE.code:
        return
    check_office(item.org, by)


def _check_edition(item: SupervisedItem, base: int) -> None:
    if item.edition != base:
        said = "您打开以后有人改过这件事项，您的改动没有存。请刷新页面，看过新的再改。"
        raise Refused(said, code="stale-edition")


def _differs(old: ItemForm, new: ItemForm, name: str) -> bool:
    return bool(_plain(getattr(old, name), name) != _plain(getattr(new, name), name))


def _plain(value: Any, name: str) -> Any:
    if name == "milestones":
        return sorted((day, words.strip()) for day, words in value)
    if name == "roadmap":
        return [step.strip() for step in value if step.strip()]
    return value.strip() if isinstance(value, str) else value


def _check_changed(
    item: SupervisedItem, form: ItemForm, changed: list[tuple[str, str]], *, now: datetime
) -> None:
    if item.state not in BEFORE_ASSIGN:
        way = next((LATER[name] for name, _ in changed if name in LATER), None)
        if way:
            raise Refused(f"{way}，这里没有存。", code="assigned")
    if item.matter.stage in (APPROVE.code, ASSIGN.code):
        check_form(form, now=now)


def _amendment(
    old: ItemForm, new: ItemForm, changed: list[tuple[str, str]], *, note: str
) -> Amendment:
    """逐栏写明改前改后。"""
    lines = (
        f"{label}：{_shown(getattr(old, name))} → {_shown(getattr(new, name))}"
        for name, label in changed
    )
    labels = f"改{'、'.join(label for _, label in changed)}" + (f"；{note}" if note else "")
    return Amendment(
        note=labels, remark="\n".join(lines), title=new.title.strip(), urgency=new.urgency
    )


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return "；".join(_part(one) for one in value) or "（空）"
    return str(value).strip() if value not in (None, "") else "（空）"


def _part(one: Any) -> str:
    return f"{one[0]} {one[1]}" if isinstance(one, tuple) else str(one)


def _fill(item: SupervisedItem, form: ItemForm, *, due_at: datetime) -> None:
    matter = item.matter
    matters.set_values(matter, assist_orgs=[org.pk for org in form.assist_orgs])
    rows = SupervisedItem.objects.filter(pk=item.pk)
    rows.update(**columns_of(form), edition=F("edition") + 1)
    if due_at != matter.due_at:
        set_due(matter, due_at)
    _write_milestones(item, form.milestones)
    matters.show(matter, _leader_keys(form))
