"""示例里的每一份都要排得出来，一个拒绝也没有。"""

import shlex
from pathlib import Path

import pytest

from sanban.engine.forms import FORMS, load_form
from sanban.engine.forms.loading import KEYS
from sanban.engine.gongwen.checks import check
from sanban.engine.gongwen.elements import EIGHTEEN, CopyNo, Secrecy
from sanban.engine.gongwen.kinds import DOC_KINDS, FORMATS
from sanban.engine.gongwen.markdown import gongwen_of, load_typed
from sanban.engine.gongwen.office_rules import load_rules
from sanban.engine.gongwen.serialise import from_json, to_json
from sanban.engine.render.targets import FORM_TARGETS, TARGETS, render, render_form

HERE = Path(__file__).parents[1] / "examples"
FILES = sorted(path for path in HERE.iterdir() if path.suffix in (".md", ".toml"))
TYPED = {path: load_typed(path) for path in FILES}
FORM_FILES = [path for path, typed in TYPED.items() if any(key in typed.front for key in KEYS)]
DOCUMENTS = [path for path in FILES if path not in FORM_FILES]
ONE_FILE = ("pdf", "docx", "ofd")
SECRET_ONLY = (CopyNo, Secrecy)


def document(path):
    return gongwen_of(TYPED[path], path)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_every_example_has_no_problem_at_all(path):
    assert check(document(path)) == ()


@pytest.mark.parametrize("target", [name for name in ONE_FILE if name in TARGETS])
@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_every_example_renders(path, target):
    done = render(document(path), target)
    assert len(done.data) > 1000
    assert not [note for note in done.notes if "〓" in note.message]


@pytest.mark.parametrize("path", FORM_FILES, ids=lambda path: path.stem)
def test_every_form_renders(path):
    form = load_form(TYPED[path].front)
    for target in FORM_TARGETS:
        assert len(render_form(form, target).data) > 1000


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_every_example_reads_back_from_its_data(path):
    assert from_json(to_json(document(path))) == document(path)


def test_every_kind_format_and_form_has_an_example():
    found = [document(path) for path in DOCUMENTS]
    assert {one.kind for one in found} == set(DOC_KINDS)
    assert {one.format for one in found} == set(FORMATS)
    assert len(FORM_FILES) >= len(FORMS)


def test_the_examples_show_every_element():
    shown = {type(one) for path in DOCUMENTS for one in document(path).elements}
    assert {cls for _, _, cls, _ in EIGHTEEN}.difference(shown) == set(SECRET_ONLY)


def test_the_office_rules_lie_on_the_standard():
    for path in (HERE / "rules").iterdir():
        assert load_rules(path).deviations


def test_the_list_gives_one_command_for_each_example():
    text = (HERE / "README.txt").read_text("utf-8")
    rows = [
        shlex.split(row[row.index("sanban render") :])
        for row in text.split("\n")
        if "sanban render" in row
    ]
    assert {row[2] for row in rows} == {f"examples/{path.name}" for path in FILES}
