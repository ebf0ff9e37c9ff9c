"""记一笔的页：一张表，填错的照原样退回来，写明错在哪里。"""

from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict

from sanban.web.request import Request, respond

PAGE = "units/recording.html"


def long_field(label: str, hint: str, *, required: bool = False) -> forms.CharField:
    """填一段话。"""
    return forms.CharField(
        label=label,
        required=required,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3, "placeholder": hint}),
        error_messages={"required": f"请填写{label}。"},
    )


def ask_form(request: Request) -> QueryDict | None:
    """送来的才算填了。"""
    return request.POST if request.method == "POST" else None


def show_form(
    request: Request, form: forms.Form, *, title: str, back: str, **more: object
) -> HttpResponse:
    """摆出表；填错的回 422。"""
    context: dict[str, Any] = {"form": form, "title": title, "back": back, **more}
    return respond(request, PAGE, context, part="sheet", status=422 if form.is_bound else 200)
