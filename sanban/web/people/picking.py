"""选人、选单位的一格：输首字母出候选，可选一个或几个。"""

from typing import Any

from django import forms
from django.db.models import Model
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from sanban.people.models import Org, Person
from sanban.web.request import numbers


class Picker(forms.Widget):
    """选择框；`page` 是候选的网址名，`model` 用来写已选的名称。"""

    def __init__(self, page: str, model: type[Model], *, most: int = 0, query: str = "") -> None:
        super().__init__()
        self.page, self.model, self.most, self.query = page, model, most, query
        self.known: dict[str, str] = {}

    def value_from_datadict(
        self, data: Any, files: MultiValueDict[str, Any], name: str
    ) -> list[str] | str | None:
        """选一个的取一个值，选几个的取全部。"""
        if self.most == 1:
            return data.get(name) or None
        given = data.getlist(name) if hasattr(data, "getlist") else data.get(name, ())
        return [str(one) for one in numbers(str(one) for one in given)]

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        """画出已选的和输入框。"""
        context = {
            "url": reverse(self.page) + self.query,
            "name": name,
            "picked": self._picked(value),
            "max": self.most,
            "label": self.attrs.get("aria-label", ""),
            "hint": "输首字母",
            "id": (attrs or {}).get("id"),
        }
        return render_to_string("components/picker.html", context)

    def _picked(self, value: Any) -> list[dict[str, object]]:
        ids = value if isinstance(value, list | tuple) else [value]
        wanted = [str(one) for one in numbers(str(one or "") for one in ids)]
        labels = {one: self.known[one] for one in wanted if one in self.known}
        if len(labels) < len(wanted):
            rows = self.model._default_manager.filter(pk__in=wanted)
            labels |= {str(row.pk): str(row) for row in rows}
        return [{"id": one, "label": labels[one]} for one in wanted if one in labels]


def know(form: forms.Form, *rows: Model) -> None:
    """告诉表单这几行的名称，画选择框时不再查库。"""
    for field in form.fields.values():
        if isinstance(field.widget, Picker):
            model = field.widget.model
            field.widget.known = {str(row.pk): str(row) for row in rows if isinstance(row, model)}


def org_field(label: str, *, required: bool = True, hint: str = "") -> forms.ModelChoiceField[Org]:
    """选一个在用的单位。"""
    return forms.ModelChoiceField(
        Org.objects.in_use(),
        label=label,
        required=required,
        help_text=hint,
        widget=Picker("pick-orgs", Org, most=1),
        error_messages={"required": f"请选{label}。", "invalid_choice": "请重选一个在用的单位。"},
    )


def person_field(
    label: str, *, required: bool = True, hint: str = ""
) -> forms.ModelChoiceField[Person]:
    """选一个在岗的人。"""
    return forms.ModelChoiceField(
        Person.objects.in_use(),
        label=label,
        required=required,
        help_text=hint,
        widget=Picker("pick-people", Person, most=1),
        error_messages={"required": f"请选{label}。", "invalid_choice": "请重选一位在岗的人。"},
    )


def text_field(label: str, most: int, *, required: bool = True, hint: str = "") -> forms.CharField:
    """填一行字。"""
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        help_text=hint,
        error_messages={"required": f"请填写{label}。"},
    )


def date_field(label: str, *, required: bool = True, hint: str = "") -> forms.DateField:
    """填一个日子。"""
    return forms.DateField(
        label=label,
        required=required,
        help_text=hint,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": f"请填写{label}。",
            "invalid": "日期认不出，请写成 2026-09-01 这样。",
        },
    )


def rank_field() -> forms.IntegerField:
    """填排序。"""
    return forms.IntegerField(
        label="排序",
        required=False,
        min_value=0,
        max_value=9999,
        help_text="小的排在前，空着排在最后",
        error_messages={"invalid": "排序应是整数。"},
    )
