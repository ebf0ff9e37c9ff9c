"""说明书里各种表的栏都在。"""

from dataclasses import fields
from pathlib import Path

import pytest

from sanban.engine.forms import FORMS
from sanban.engine.forms.form import LINE, LONG, MOST_ROWS, SHORT

GUIDE = (Path(__file__).parents[3] / "docs/guide/forms.md").read_text("utf-8")


@pytest.mark.parametrize("kind", FORMS.values(), ids=FORMS)
def test_the_guide_names_every_field_in_order(kind):
    keys = "、".join(one.metadata["key"] for one in fields(kind))
    assert f"### {kind.about.name}\n\n{keys}。" in GUIDE


def test_the_guide_tells_the_limits():
    assert f"短栏 {SHORT} 字、一般栏 {LINE} 字、大栏 {LONG} 字" in GUIDE
    assert f"最多 {MOST_ROWS} 行" in GUIDE
