"""由程序写出的文档是新的。"""

from sanban.matters.doers import DOERS
from tools import make_docs


def test_route_pages_are_fresh():
    found = {path.name: path.read_text("utf-8") for path in make_docs.FOLDER.glob("*.md")}
    assert found == make_docs.pages(), "流程表改过了，请执行 make docs"


def test_every_doer_has_words():
    assert set(make_docs.DOERS) - {""} == set(DOERS)


def test_the_pages_of_the_rules_say_what_the_rules_say():
    found = {path.name: path.read_text("utf-8") for path in make_docs.RULES.glob("*.md")}
    assert found == make_docs.rule_pages(), "规则改过了，请执行 make docs"


def test_the_pages_of_the_format_rules_say_what_the_rules_say():
    found = {path.name: path.read_text("utf-8") for path in make_docs.FORMATS.glob("*.md")}
    assert found == make_docs.format_pages(), "格式规则改过了，请执行 make docs"
