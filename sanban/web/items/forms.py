"""立项的表：各格的字，几行节点，牵头和协办单位；填好的交给服务，没填好的留着。"""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django import forms

from sanban.matters.models import Urgency
from sanban.people.models import Org, Person
from sanban.supervision.models import Cycle, ItemState, Source, SupervisedItem
from sanban.supervision.services import ItemForm, form_of
from sanban.supervision.services.initiating import BEFORE_ASSIGN
from sanban.web.matters.given import orgs
from sanban.web.people.picking import Picker, date_field, text_field
from sanban.web.request import Request

FEWEST_ROWS, MOST_ROWS = 3, 60
NODE_FAULT = "节点要写全：哪一天，做到什么；不要的一行两格都清空。"


def _area(rows: int, hint: str) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "placeholder": hint})


class ItemPageForm(forms.Form):
    """立项要填的各格；单位、节点另取。"""

    title = text_field("事项", 500)
    source = forms.ChoiceField(
        label="来源",
        choices=[("", "请选"), *Source.choices],
        error_messages={"required": "请选来源。"},
    )
    basis = text_field("依据", 500, required=False)
    content = forms.CharField(
        label="事项内容", required=False, max_length=5000,
        widget=_area(3, "批示原文、会议议定的原话，照录不改"),
    )  # fmt: skip
    mission = forms.CharField(
        label="任务书", required=False, max_length=5000,
        widget=_area(4, "做什么、做到什么，如：10月底前完成3处险段加固，通过竣工验收"),
    )  # fmt: skip
    standard = text_field("验收标准", 500, required=False)
    due_on = date_field("完成时限", required=False)
    cycle = forms.ChoiceField(label="反馈周期", choices=Cycle.choices, required=False)
    roadmap = forms.CharField(
        label="路径图", required=False, max_length=20000,
        widget=_area(4, "一行一步，如：\n9月底前完成设计和招标\n10月25日前完成施工"),
    )  # fmt: skip
    owner_name = text_field("责任人", 40, required=False)
    owner_phone = text_field("电话", 40, required=False)
    backup_name = text_field("B 角", 40, required=False)
    leader = forms.ModelChoiceField(
        Person.objects.in_use(),
        label="包抓领导",
        required=False,
        widget=Picker("pick-people", Person, most=1, query="?role=leader"),
        error_messages={"invalid_choice": "请重选一位在岗的领导。"},
    )
    urgency = forms.ChoiceField(label="紧急程度", choices=Urgency.choices, required=False)
    is_key = forms.BooleanField(label="重点", required=False)


@dataclass(frozen=True, slots=True)
class Sheet:
    """页面上的一张表。

    :param rows: 节点各行的原样（日子，做到什么）。
    :param faults: 节点填得不对的一句话；没有的为空。
    """

    form: ItemPageForm
    rows: tuple[tuple[str, str], ...] = ()
    lead: tuple[Org, ...] = ()
    assist: tuple[Org, ...] = ()
    fault: str = ""
    locked: ItemForm | None = field(default=None)

    @property
    def picked(self) -> list[dict[str, Any]]:
        """已选的单位，画在选单位的一格里。"""
        lead = [{"id": one.pk, "label": str(one), "lead": True} for one in self.lead]
        return [*lead, *({"id": one.pk, "label": str(one)} for one in self.assist)]

    @property
    def shown_rows(self) -> list[tuple[int, str, str]]:
        """画出来的各行节点，空着的也留几行。"""
        blank = max(1, FEWEST_ROWS - len(self.rows))
        rows = [*self.rows, *[("", "")] * blank]
        return [(n, day, name) for n, (day, name) in enumerate(rows)]

    def is_valid(self) -> bool:
        """各格、各行都填对了。"""
        return self.form.is_valid() and not self.fault


def sheet_of(filled: ItemForm, *, locked: ItemForm | None = None) -> Sheet:
    """照一张填好的表画出来。"""
    names = ItemPageForm.base_fields
    values = {name: getattr(filled, name) for name in names if name != "roadmap"}
    values["roadmap"] = "\n".join(filled.roadmap)
    values["leader"] = filled.leader.pk if filled.leader else None
    rows = tuple((day.isoformat(), name) for day, name in filled.milestones)
    lead = (filled.lead_org,) if filled.lead_org else ()
    return Sheet(ItemPageForm(initial=values), rows, lead, filled.assist_orgs, locked=locked)


def sheet_from(request: Request, *, locked: ItemForm | None = None) -> Sheet:
    """照交上来的画出来；`locked` 是交办以后不能直接改的几栏，照旧。"""
    rows = rows_from(request)
    fault = NODE_FAULT if any(_wrong(row) for row in rows) else ""
    lead, assist = orgs(request, "lead"), orgs(request, "assist")
    return Sheet(ItemPageForm(request.POST), rows, lead, assist, fault, locked)


def locked_of(item: SupervisedItem) -> ItemForm | None:
    """交办以后单位、时限不能直接改，给出现在的；交办以前都能改，为空。"""
    return None if ItemState(item.state) in BEFORE_ASSIGN else form_of(item)


def rows_from(request: Request) -> tuple[tuple[str, str], ...]:
    """交上来的各行节点，两格都空的不要。"""
    found = []
    for n in range(MOST_ROWS):
        day = request.POST.get(f"mile_on-{n}", "").strip()
        name = request.POST.get(f"mile_name-{n}", "").strip()
        found += [(day, name)] if day or name else []
    return tuple(found)


def _wrong(row: tuple[str, str]) -> bool:
    return _day(row[0]) is None or not row[1]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def filled_by(sheet: Sheet) -> ItemForm:
    """填好的表，交给服务的样子；没填对的几格当空着，随写随看用。"""
    sheet.form.is_valid()
    data = sheet.form.cleaned_data
    kept = {name: data.get(name) or "" for name in TEXTS}
    nodes = ((_day(day), name) for day, name in sheet.rows)
    made = ItemForm(
        **kept,
        roadmap=tuple(line.strip() for line in (data.get("roadmap") or "").splitlines()),
        milestones=tuple((day, name) for day, name in nodes if day),
        lead_org=sheet.lead[0] if sheet.lead else None,
        assist_orgs=(*sheet.lead[1:], *sheet.assist),
        leader=data.get("leader"),
        due_on=data.get("due_on"),
        is_key=bool(data.get("is_key")),
    )
    return _as_locked(made, sheet.locked)


def _as_locked(made: ItemForm, locked: ItemForm | None) -> ItemForm:
    if locked is None:
        return made
    return replace(
        made,
        lead_org=locked.lead_org,
        assist_orgs=locked.assist_orgs,
        due_on=locked.due_on,
    )


TEXTS = (
    "title", "source", "basis", "content", "mission", "standard", "owner_name", "owner_phone",
    "backup_name", "urgency", "cycle",
)  # fmt: skip
