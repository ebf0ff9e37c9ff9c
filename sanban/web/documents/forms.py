"""登记收文的表单：各栏和登记簿一致；认出的值预先填好。"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.urls import reverse_lazy

from sanban.documents.models import Nature, SecrecyLevel
from sanban.matters.models import Urgency

KINDS = (
    "决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示",
    "批复", "议案", "函", "纪要", "其他",
)  # fmt: skip
URGENCIES = [("", "无"), *[one for one in Urgency.choices if one[0]]]


def _date_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class RegistrationForm(forms.Form):
    """登记收文要填的各栏。"""

    sender_name = forms.CharField(
        label="来文单位", max_length=200,
        widget=forms.TextInput(attrs={"data-suggest": reverse_lazy("register-senders")}),
    )  # fmt: skip
    sender_number = forms.CharField(label="来文字号", max_length=100, required=False)
    title = forms.CharField(
        label="标题", max_length=500, widget=forms.Textarea(attrs={"rows": 2, "maxlength": 500})
    )
    doc_kind = forms.ChoiceField(
        label="文种", required=False, choices=[("", "　")] + [(one, one) for one in KINDS]
    )
    urgency = forms.ChoiceField(label="紧急程度", required=False, choices=URGENCIES)
    issue_date = forms.DateField(label="成文日期", required=False, widget=_date_input())
    secrecy_level = forms.ChoiceField(label="密级", choices=SecrecyLevel.choices)
    nature = forms.ChoiceField(label="办件阅件", choices=Nature.choices)
    due_on = forms.DateField(label="办理期限", required=False, widget=_date_input())
    handling_proposal = forms.CharField(
        label="拟办意见", max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 2000}),
    )  # fmt: skip
    main_recipient = forms.CharField(label="主送", max_length=300, required=False)
    copy_no = forms.CharField(label="份号", max_length=20, required=False)
    copies = forms.IntegerField(label="份数", required=False, min_value=1, max_value=99999)
    pages = forms.IntegerField(label="页数", required=False, min_value=1, max_value=99999)
    attachment_note = forms.CharField(label="附件", max_length=300, required=False)
    summary = forms.CharField(
        label="内容摘要", max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 500}),
    )  # fmt: skip
    repeat_reason = forms.CharField(label="另行登记的理由", max_length=200, required=False)

    def clean_title(self) -> str:
        """标题里的换行和多余空格去掉。"""
        return "".join(str(self.cleaned_data["title"]).split("\n")).strip()


READABLE = ("sender_name", "sender_number", "title", "doc_kind", "issue_date")
WIDE = ("title", "summary", "handling_proposal", "main_recipient")
CODED = ("urgency", "nature")
DAYS = ("issue_date", "due_on")
# 值是从一句话里推出来的，要把那句话写出来
INFERRED = ("nature", "due_on")
LEVELS = {"有把握": "high", "请核对": "mid"}
QUOTED = 14
ORDER = tuple(name for name in RegistrationForm.base_fields if name != "repeat_reason")
# 认出的项与登记的栏不同名的
NAMES = {"sender_org": "sender_name"}
Found = Mapping[str, Mapping[str, Any]]
Cell = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """各格旁边要说的：识读过没有、出处的号和页码、固定的说明、日子的说法、扫描件小图的地址。"""

    was_read: bool = False
    numbers: Mapping[str, int] = field(default_factory=dict)
    pages: Mapping[str, int] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    days: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    crops: Mapping[str, str] = field(default_factory=dict)


def by_column(proposed: Found) -> Found:
    """认出的各项，按登记的栏名。"""
    return {NAMES.get(name, name): one for name, one in proposed.items()}


def initial_of(proposed: Found) -> dict[str, str]:
    """认出的值 → 表单的初值；紧急程度、办阅换成代号。"""
    codes = {str(label): code for code, label in (*Urgency.choices, *Nature.choices)}
    found = {name: str(one["value"]) for name, one in by_column(proposed).items()}
    return {
        name: codes.get(value, value) if name in CODED else value for name, value in found.items()
    }


def known_count(proposed: Found) -> int:
    """登记表上有的栏里，认出了几项。"""
    return len(set(by_column(proposed)).intersection(ORDER))


def cells_of(form: RegistrationForm, proposed: Found, told: Told | None = None) -> list[Cell]:
    """一格一项：字段、把握、出处。"""
    known = by_column(proposed)
    told = told or Told(was_read=bool(known))
    return [_cell(form, name, known.get(name), told) for name in ORDER]


def _cell(form: RegistrationForm, name: str, one: Mapping[str, Any] | None, told: Told) -> Cell:
    cell = {
        "field": form[name],
        "name": name,
        "wide": name in WIDE,
        "day": told.days.get(name),
        "sure": "",
        "tell": told.notes.get(name, ""),
    }
    if one is None:
        return {**cell, "sure": "none" if told.was_read and name in READABLE else ""}
    is_late = bool((told.days.get(name) or {}).get("is_late"))
    words = (_page(name, one, told), told.notes.get(name, ""), _basis(name, one))
    return {
        **cell,
        "mark": told.numbers.get(name),
        "sure": "mid" if is_late else LEVELS.get(one["certainty"], "mid"),
        "tell": "　".join(word for word in words if word),
        "crop": told.crops.get(name, ""),
    }


def _page(name: str, one: Mapping[str, Any], told: Told) -> str:
    page = told.pages.get(name) or one["page"]
    return f"第 {page} 页" if page else ""


def _basis(name: str, one: Mapping[str, Any]) -> str:
    """凭什么：推出来的写那句话，整理过的写改了什么。"""
    quote = "".join(one["quote"].split())
    if name == "nature" and quote in KINDS:
        return f"因文种是{quote}"
    short = quote[:QUOTED] + ("…" if len(quote) > QUOTED else "")
    return f"因“{short}”" if name in INFERRED and quote else one.get("note", "")


def focus(form: RegistrationForm, cells: list[Cell]) -> None:
    """光标放在头一个要改、要核对、要补填的格里；都有把握的放在来文单位。"""
    faulty = [name for name in form.errors if name in form.fields]
    doubtful = [cell["name"] for cell in cells if cell["sure"] in ("mid", "none")]
    first = (faulty + doubtful + ["sender_name"])[0]
    form.fields[first].widget.attrs["autofocus"] = True
