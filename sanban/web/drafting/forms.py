"""拟稿页的表：网页上填的各项，和 `DraftForm` 互相变来变去。"""

from dataclasses import fields
from typing import Any

from django import forms

from sanban.documents.models import FORMAT_CHOICES, KIND_CHOICES, NumberPrefix, Outgoing, Publicity
from sanban.documents.services.drafting import DraftForm
from sanban.engine.gongwen.elements import SIGN_OFFS
from sanban.matters.models import Urgency
from sanban.web.widgets import QuickSelect, QuickText

USUAL = ("", "按文种定")
DIRECTIONS = [(one, f"{one}文") for one in ("上行", "下行", "平行", "公布")]
URGENCIES = [("", "无"), (Urgency.TOP, "特急"), (Urgency.HIGH, "加急")]
LISTS = ("joint", "attachments")


def _text(label: str, most: int, **attrs: Any) -> forms.CharField:
    widget = QuickText(attrs={"maxlength": most, **attrs})
    return forms.CharField(label=label, max_length=most, required=False, widget=widget)


def _lines(label: str, rows: int, **attrs: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, **attrs})
    return forms.CharField(label=label, required=False, widget=widget, strip=False)


def _choice(label: str, choices: list[tuple[Any, Any]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=QuickSelect)


class PrefixField(forms.ModelChoiceField[NumberPrefix]):
    """选代字：写明用途。"""

    def label_from_instance(self, obj: NumberPrefix) -> str:
        """演政办发（普发性文件）。"""
        return f"{obj.text}（{obj.label}）" if obj.label else obj.text


class DraftPageForm(forms.Form):
    """拟稿要填的各项；各项的名字与 `DraftForm` 相同，只是代字叫 `number_prefix`。"""

    doc_kind = forms.ChoiceField(label="文种", choices=KIND_CHOICES, widget=QuickSelect)
    number_prefix = PrefixField(
        NumberPrefix.objects.none(), label="机关代字", required=False, empty_label="还没有定"
    )
    title = forms.CharField(
        label="标题", max_length=200, widget=forms.Textarea(attrs={"rows": 2, "maxlength": 200})
    )
    main_recipients = _text("主送", 500, placeholder="不写末尾的冒号")
    body = _lines("正文", 24, spellcheck="false")
    cc_recipients = _text("抄送", 500, placeholder="不写末尾的句号")
    attachments = _lines("附件名称", 2, placeholder="一行一个")
    annotation = _text("附注", 300, placeholder="不写括号，如 此件公开发布")
    urgency = _choice("紧急程度", URGENCIES)
    format = _choice("格式", [USUAL, *FORMAT_CHOICES])
    direction = _choice("行文方向", [USUAL, *DIRECTIONS])
    issuer = _text("发文机关", 100)
    joint = _lines("联合机关", 2, placeholder="一行一个，主办不写在这里")
    sign_off_style = _choice("署名", [USUAL, *SIGN_OFFS.items()])
    signer_post = _text("职务", 60)
    signer_name = _text("姓名", 40)
    adoption = _text("题注", 200, placeholder="会议通过的日期和会议名称")
    attend = _text("出席", 500)
    leave_request = _text("请假", 500)
    sit_in = _text("列席", 500)
    publicity = _choice("公开属性", [("", "还没有定"), *Publicity.choices])
    publicity_reason = _text("公开的理由", 300, placeholder="不予公开的必须写")
    is_important = forms.BooleanField(label="重要公文", required=False)
    is_numbered = forms.BooleanField(label="编发文字号", required=False)
    project_basis = _text("发文立项", 200, placeholder="发文计划的编号，或临时发文的理由")
    contact = _text("联系人", 100, placeholder="姓名和电话")

    def __init__(self, *args: Any, outgoing: Outgoing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        prefixes = self.fields["number_prefix"]
        assert isinstance(prefixes, PrefixField)
        home, held = outgoing.matter.org, outgoing.prefix_id
        prefixes.queryset = NumberPrefix.objects.usable(home, held=held)

    def draft(self) -> DraftForm:
        """填好的各项。"""
        given = {**self.cleaned_data, "prefix": self.cleaned_data["number_prefix"]}
        values = {one.name: given[one.name] for one in fields(DraftForm)}
        rows = {name: _split(values[name]) for name in LISTS}
        return DraftForm(**{**values, **rows})


def _split(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def initial_of(form: DraftForm) -> dict[str, Any]:
    """预填的各项。"""
    found = {one.name: getattr(form, one.name) for one in fields(form)}
    rows = {name: "\n".join(found[name]) for name in LISTS}
    return {**found, **rows, "number_prefix": form.prefix}
