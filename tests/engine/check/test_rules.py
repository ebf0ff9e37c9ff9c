import re

import pytest

from sanban.engine.check import format_rules
from sanban.engine.check.registry import FAMILIES, FOLDER
from sanban.engine.proof.rule import Level, Strength

RULES = format_rules()
ids = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


def test_every_file_is_one_rule_and_every_id_is_used_once():
    files = {path.stem for path in FOLDER.glob("*/*.py") if path.stem != "__init__"}
    assert files == {rule.id.lower().replace("-", "_") for rule in RULES}
    assert len({rule.id for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)


@ids
def test_a_rule_says_what_and_why_and_by_which_clause(rule):
    assert re.fullmatch(r"[A-Z]{2}-\d{2}", rule.id)
    assert rule.id[:2] in FAMILIES
    assert re.fullmatch(r"[a-z]+(?:-[a-z]+)*", rule.name)
    assert len(rule.manual.partition("\n")[2].strip()) > 20
    assert rule.basis


@ids
def test_what_the_standard_only_recommends_is_never_more_than_a_hint(rule):
    if "一般" in rule.clause or "推荐" in rule.clause:
        assert rule.level is Level.HINT


@ids
def test_only_regulations_are_called_regulations(rule):
    assert (rule.strength is Strength.REGULATION) == ("条例" in rule.clause)
    assert (rule.strength is Strength.PRACTICE) == ("通行做法" in rule.clause)


@ids
def test_a_document_that_is_not_a_gongwen_only_gets_hygiene(rule):
    assert rule.always == rule.id.startswith("DX")
