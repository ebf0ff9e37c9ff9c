"""说明里的表与代码一致，说明里的例子排得出。"""

import re
from pathlib import Path

import pytest

from sanban.engine.gongwen.checks import check
from sanban.engine.gongwen.elements import Attachment
from sanban.engine.gongwen.markdown import read_markdown
from sanban.engine.gongwen.markdown.fields import ATTACHMENT_FIELDS, FIELDS, SIGNATORY_FIELDS
from sanban.engine.render.options import options_of
from sanban.engine.render.targets import TARGETS

GUIDE = (Path(__file__).parents[4] / "docs/guide/render.md").read_text("utf-8")
EXAMPLES = re.findall(r"```markdown\n(.*?)```", GUIDE, re.DOTALL)


@pytest.mark.parametrize("row", FIELDS + ATTACHMENT_FIELDS + SIGNATORY_FIELDS)
def test_every_field_has_its_row(row):
    names = "、".join((row.name, *row.others))
    assert f"| {names} | `{row.code}` | {row.says} |\n" in GUIDE


def test_the_whole_example_has_no_problem():
    found = read_markdown(EXAMPLES[0])
    assert check(found) == ()
    assert found.every(Attachment)[0].title == "值班安排表"


def test_every_target_and_option_is_told():
    listed = re.search(r"\| `--to` \| 载体：(.*?)；", GUIDE)[1].split("、")
    assert set(TARGETS) <= set(listed)
    with pytest.raises(SystemExit):
        options_of(["-h"], list(TARGETS))
    for name in vars(options_of(["a.md"], list(TARGETS))).keys() - {"file"}:
        assert f"`--{name.replace('_', '-')}`" in GUIDE
