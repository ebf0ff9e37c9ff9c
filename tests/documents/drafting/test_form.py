"""表和公文互相变：各个例子打开再存，一个字也不变；改一处只变一处。"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sanban.documents.services.drafting import DraftForm
from sanban.documents.services.drafting.filling import from_gongwen
from sanban.documents.services.drafting.form import bare, gongwen_from
from sanban.engine.gongwen.elements import Body, Secrecy, Urgency
from sanban.engine.gongwen.markdown import gongwen_of, load_typed
from sanban.engine.gongwen.writing import plain_text

EXAMPLES = [
    path
    for path in sorted((*Path("examples").glob("*.md"), Path("examples/批复.toml")))
    if path.name != "README.md"
]
DAY = date(2026, 9, 16)


def opened(path):
    found = gongwen_of(load_typed(path), path)
    kept = (one for one in found.elements if not isinstance(one, Secrecy))
    return bare(replace(found, elements=tuple(kept)))


def blank():
    return DraftForm(doc_kind="notice", title="", urgency="high")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_opened_and_saved_nothing_changes(path):
    gongwen = opened(path)
    typed = from_gongwen(gongwen, blank())
    again = gongwen_from(typed, day=DAY, base=gongwen)
    kept = [one for one in again.elements if not isinstance(one, Urgency)]
    before = [one for one in gongwen.elements if not isinstance(one, Urgency)]
    assert kept == before
    assert (again.kind, again.format, again.direction) == (
        gongwen.kind,
        gongwen.format,
        gongwen.direction,
    )


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_one_line_more_changes_only_the_body(path):
    gongwen = opened(path)
    typed = from_gongwen(gongwen, blank())
    first, rest = typed.body.split("\n", 1)
    longer = replace(typed, body=f"{first}\n添一句。\n{rest}")
    again = gongwen_from(longer, day=DAY, base=gongwen)
    changed = {type(one) for one in again.elements if one not in gongwen.elements}
    assert changed - {Urgency} == {Body}
    lines = plain_text(again).split("\n")
    assert [line for line in lines if line != "添一句。"] == plain_text(gongwen).split("\n")
