"""规则的名册：`rules` 文件夹就是名册，一个文件一条。"""

from functools import cache
from importlib import import_module
from pathlib import Path

from sanban.engine.proof.rule import Rule

FOLDER = Path(__file__).parent / "rules"
# fmt: off
FAMILIES = {
    "P": ("punctuation", "标点"),
    "Q": ("sequence",    "序次语"),
    "N": ("numerals",    "数字"),
    "D": ("documents",   "文件"),
    "C": ("characters",  "错别字"),
    "G": ("grammar",     "语法搭配"),
    "T": ("terms",       "提法术语"),
    "S": ("structure",   "结构"),
    "R": ("routing",     "行文规则"),
}
# fmt: on


@cache
def all_rules() -> tuple[Rule, ...]:
    """全部规则，按编号排好。"""
    rules = [_rule(path) for path in sorted(FOLDER.glob("*/*.py")) if path.stem != "__init__"]
    return tuple(sorted(rules, key=_order))


def _rule(path: Path) -> Rule:
    module = import_module(f"{__package__}.rules.{path.parent.name}.{path.stem}")
    rule: Rule = module.RULE
    return rule


def _order(rule: Rule) -> tuple[int, int]:
    return list(FAMILIES).index(rule.id[0]), int(rule.id[1:])
