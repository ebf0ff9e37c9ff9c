"""台账筛选用的下拉框和小格：直接写出，不为每一项取一次模板。"""

from collections.abc import Mapping
from functools import lru_cache
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
        choices = tuple((str(code), str(label)) for code, label in self.choices)
        chosen = "" if value is None else str(value)
        known = chosen if any(code == chosen for code, _ in choices) else None
        given = flatatt({**self.attrs, **(attrs or {}), "name": name})
        return format_html("<select{}>{}</select>", given, options(choices, known))


class QuickText(forms.TextInput):
    """和 `forms.TextInput` 一样的一格，只是写得快。"""

    def render(
        self,
        name: str,
        value: Any,
        attrs: Mapping[str, Any] | None = None,
        renderer: Any = None,
    ) -> SafeString:
        """写出 `<input>`。"""
        shown = self.format_value(value)
        typed = {} if shown is None else {"value": shown}
        given = {"type": self.input_type, "name": name, **typed, **self.attrs, **(attrs or {})}
        return format_html("<input{}>", flatatt(given))


@lru_cache(maxsize=256)
def options(choices: tuple[tuple[str, str], ...], chosen: str | None) -> SafeString:
    """各项和选中的一项；同样的只写一遍，下次照用。"""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((code, _mark(code == chosen), label) for code, label in choices),
    )


def _mark(is_chosen: bool) -> SafeString:
    return SafeString(" selected" if is_chosen else "")
