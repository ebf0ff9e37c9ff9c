"""督办的规矩：提前几天转黄、几天签收……督查员看，督办单位的主任改。"""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sanban.core.errors import Refused
from sanban.supervision import services
from sanban.supervision.services.rules import LONGEST_SERIES, SERIES, Rules
from sanban.web.request import Request, done, respond, with_role
from sanban.web.supervision.ledger import MAKERS

PAGE = "supervision/rules.html"


class RulesForm(forms.Form):
    """各个数和编号系列，一条规矩一栏。"""

    def __init__(self, given: Any, *, rules: Rules, may_change: bool) -> None:
        super().__init__(given)
        self.fields.update(_numbers(rules))
        self.fields[SERIES] = forms.CharField(
            label="编号系列",
            max_length=LONGEST_SERIES,
            initial=rules.series,
            help_text="如“督字”，编出来是“督字〔2026〕12号”；改了只管以后立的",
        )
        for field in self.fields.values():
            field.disabled = not may_change


def _numbers(rules: Rules) -> Iterator[tuple[str, forms.Field]]:
    for one in services.RULES:
        yield (
            one.code,
            forms.IntegerField(
                label=one.label,
                initial=getattr(rules, one.code),
                min_value=one.least,
                max_value=one.most,
                help_text=f"{one.least} 到 {one.most}，不改时是 {one.usual}；{one.basis}",
            ),
        )


@require_http_methods(["GET", "POST"])
@with_role(*MAKERS)
def show(request: Request) -> HttpResponse:
    """看各条规矩；主任改了存下，只动改过的。"""
    rules, may_change = services.current_rules(), services.directs_supervision(request.me)
    form = RulesForm(request.POST or None, rules=rules, may_change=may_change)
    if request.method == "POST" and form.is_valid():
        try:
            return _save(request, form, may_change=may_change)
        except Refused as fault:
            form.add_error(None, fault.message)
    status = 422 if request.method == "POST" else 200
    return respond(request, PAGE, {"form": form, "may_change": may_change}, status=status)


def _save(request: Request, form: RulesForm, *, may_change: bool) -> HttpResponse:
    changed = {code: str(form.cleaned_data[code]) for code in form.changed_data}
    here = reverse("supervision-rules")
    if not changed and may_change:
        return done(request, here, "没有改动。")
    services.set_rules(changed, by=request.me)
    told = "、".join(f"{form.fields[code].label}改为 {value}" for code, value in changed.items())
    return done(request, here, f"存好了：{told}。")
