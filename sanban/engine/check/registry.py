"""格式规则的名册：`rules` 文件夹就是名册，一个文件一条。"""

from functools import cache
from importlib import import_module
from pathlib import Path

from sanban.engine.check.rule import FormatRule

FOLDER = Path(__file__).parent / "rules"
# fmt: off
FAMILIES = {
    "PG": "页面", "GR": "行和字", "FT": "字体", "HD": "版头", "TI": "标题", "RE": "主送机关",
    "BD": "正文", "AT": "附件", "SG": "署名和日期", "NT": "附注", "IM": "版记", "PN": "页码",
    "TB": "表格", "LT": "信函格式", "CM": "命令（令）格式", "MI": "纪要格式", "DX": "文件卫生",
}
# fmt: on


@cache
def format_rules() -> tuple[FormatRule, ...]:
    """全部格式规则，按编号排好。"""
    rules = [_rule(path) for path in sorted(FOLDER.glob("*/*.py")) if path.stem != "__init__"]
    return tuple(sorted(rules, key=_order))


def _rule(path: Path) -> FormatRule:
    module = import_module(f"{__package__}.rules.{path.parent.name}.{path.stem}")
    rule: FormatRule = module.RULE
    return rule


def _order(rule: FormatRule) -> tuple[int, int]:
    family, _, number = rule.id.partition("-")
    return list(FAMILIES).index(family), int(number)
