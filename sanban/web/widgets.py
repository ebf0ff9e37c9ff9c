"""台账筛选用的下拉框：直接写出，不为每一项取一次模板。"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class QuickSelect(forms.Select):
    """和 `forms.Select` 一样的下拉框，只是写得快；不支持分组。"""

    def render(
        self,
        name: str,
        value: Any,
        attrs: Mapping[str, Any] | None = None,
        renderer: Any = None,
    ) -> SafeString:
        """写出 `<select>`。"""
        chosen = "" if value is None else str(value)
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((code, _mark(str(code) == chosen), label) for code, label in self.choices),
        )
        given = flatatt({**self.attrs, **(attrs or {}), "name": name})
        return format_html("<select{}>{}</select>", given, options)


def _mark(is_chosen: bool) -> SafeString:
    return SafeString(" selected" if is_chosen else "")
