"""登记收文的表单：各栏和登记簿一致；认出的值预先填好。"""

from collections.abc import Mapping
from typing import Any

from django import forms

from sanban.documents.models import Nature, RejectionReason, SecrecyLevel
from sanban.matters.models import Urgency

KINDS = (
    "决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示",
    "批复", "议案", "函", "纪要", "其他",
)  # fmt: skip
URGENCIES = [("", "无"), *[one for one in Urgency.choices if one[0]]]


class RegistrationForm(forms.Form):
    """登记收文要填的各栏。"""

    sender_name = forms.CharField(label="来文单位", max_length=200)
    sender_number = forms.CharField(label="来文字号", max_length=100, required=False)
    title = forms.CharField(
        label="标题", max_length=500, widget=forms.Textarea(attrs={"rows": 2, "maxlength": 500})
    )
    doc_kind = forms.ChoiceField(
        label="文种", required=False, choices=[("", "　")] + [(one, one) for one in KINDS]
    )
    urgency = forms.ChoiceField(label="紧急程度", required=False, choices=URGENCIES)
    issue_date = forms.DateField(
        label="成文日期", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    secrecy_level = forms.ChoiceField(label="密级", choices=SecrecyLevel.choices)
    nature = forms.ChoiceField(label="办件阅件", choices=Nature.choices)
    due_on = forms.DateField(
        label="办理期限", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    copies = forms.IntegerField(label="份数", required=False, min_value=1, max_value=99999)
    pages = forms.IntegerField(label="页数", required=False, min_value=1, max_value=99999)
    copy_no = forms.CharField(label="份号", max_length=20, required=False)
    main_recipient = forms.CharField(label="主送", max_length=300, required=False)
    attachment_note = forms.CharField(label="附件", max_length=300, required=False)
    summary = forms.CharField(
        label="内容摘要", max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 500}),
    )  # fmt: skip
    handling_proposal = forms.CharField(
        label="拟办意见", max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 2000}),
    )  # fmt: skip
    repeat_reason = forms.CharField(label="仍要登记的理由", max_length=200, required=False)

    def clean_title(self) -> str:
        """标题里的换行和多余空格去掉。"""
        return "".join(str(self.cleaned_data["title"]).split("\n")).strip()


class RejectForm(forms.Form):
    """退文：原因和说明。"""

    reason = forms.ChoiceField(label="退文原因", choices=RejectionReason.choices)
    remark = forms.CharField(label="说明", max_length=500)


READABLE = ("sender_name", "sender_number", "title", "doc_kind", "issue_date")
WIDE = ("title", "summary", "handling_proposal", "main_recipient", "attachment_note")
CODED = ("urgency", "nature")
LEVELS = {"有把握": "high", "请核对": "mid"}
QUOTED = 24
# 认出的项与登记的栏不同名的
NAMES = {"sender_org": "sender_name", "main_recipients": "main_recipient"}
Found = Mapping[str, Mapping[str, Any]]


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


def cells_of(form: RegistrationForm, proposed: Found) -> list[dict[str, Any]]:
    """一格一项：字段、把握、出处。"""
    names = [name for name in form.fields if name != "repeat_reason"]
    known = by_column(proposed)
    return [_cell(form, name, known.get(name), was_read=bool(known)) for name in names]


def _cell(
    form: RegistrationForm, name: str, one: Mapping[str, Any] | None, *, was_read: bool
) -> dict[str, Any]:
    cell = {"field": form[name], "wide": name in WIDE, "sure": "", "tell": ""}
    if one is None:
        return {**cell, "sure": "none" if was_read and name in READABLE else ""}
    page = f"第 {one['page']} 页" if one["page"] else ""
    quote = one["quote"][:QUOTED] + ("…" if len(one["quote"]) > QUOTED else "")
    return {
        **cell,
        "sure": LEVELS.get(one["certainty"], "mid"),
        "tell": page + (f"“{quote}”" if quote else ""),
    }
