import pytest

from sanban.engine.proof import Level, Strength, all_rules, check
from sanban.engine.proof.finding import applied
from sanban.engine.proof.registry import FAMILIES, FOLDER
from sanban.engine.text import Text

every_rule = pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)


@every_rule
def test_wrong_is_found_and_mended(rule):
    for wrong, right in rule.wrong.items():
        findings = check(wrong, rules=[rule])
        assert findings, wrong
        assert right is None or applied(wrong, findings) == right


@every_rule
def test_right_is_left_alone(rule):
    for text in (*rule.right, *filter(None, rule.wrong.values())):
        assert not list(rule.check(Text(text))), text


@every_rule
def test_other_rules_find_no_error_in_what_is_right(rule):
    for text in (*rule.right, *filter(None, rule.wrong.values())):
        errors = [one for one in check(text) if one.level == Level.ERROR]
        assert not errors, (text, errors)


@every_rule
def test_every_rule_says_what_it_rests_on_and_why(rule):
    assert rule.basis
    assert rule.wrong
    assert rule.right
    assert "\n" in rule.manual, "第一行是题目，下面说为什么"
    assert rule.fix in "ABC"


@every_rule
def test_hits_have_width_and_stay_inside(rule):
    for wrong in rule.wrong:
        for hit in rule.check(Text(wrong)):
            assert 0 <= hit.start < hit.end <= len(wrong)
            assert hit.message.endswith("。")
            assert 0 < hit.confidence <= 1


def test_no_two_rules_share_an_id_or_a_name():
    rules = all_rules()
    assert len({rule.id for rule in rules}) == len(rules)
    assert len({rule.name for rule in rules}) == len(rules)


def test_a_rule_lives_in_the_file_of_its_name_in_the_folder_of_its_family():
    files = {path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.glob("*/*.py")}
    expected = {f"{FAMILIES[rule.id[0]][0]}/{rule.name.replace('-', '_')}" for rule in all_rules()}
    assert {name for name in files if not name.endswith("__init__")} == expected


def test_what_the_standard_only_recommends_is_no_error():
    practice = {Strength.PRACTICE, Strength.OFFICE}
    assert not [
        one.id for one in all_rules() if one.level == Level.ERROR and one.strength in practice
    ]
