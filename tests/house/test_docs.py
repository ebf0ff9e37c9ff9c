"""由程序写出的文档是新的。"""

from sanban.matters.doers import DOERS
from tools import make_docs


def test_route_pages_are_fresh():
    found = {path.name: path.read_text("utf-8") for path in make_docs.FOLDER.glob("*.md")}
    assert found == make_docs.pages(), "流程表改过了，请执行 make docs"


def test_every_doer_has_words():
    assert set(make_docs.DOERS) - {""} == set(DOERS)
