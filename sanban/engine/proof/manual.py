"""说明书：一条规则为什么、依据什么、错的对的各是什么样。"""

import argparse
import difflib
import sys
from collections.abc import Callable, Iterator
from importlib import import_module

from sanban.engine.proof.dictionary_rules import SAMPLE, office_rules
from sanban.engine.proof.register import Register, register_rule
from sanban.engine.proof.registry import FAMILIES, all_rules
from sanban.engine.proof.rule import Rule

FIXES = {
    "A": "只动版式，直接改。",
    "B": "要动字，给人看过再改。",
    "C": "只提意见，由人来改。",
}
FOUND, UNKNOWN = 0, 2


def main(argv: list[str], *, entries: Callable[[str], str] = lambda wanted: "") -> int:
    """命令 `sanban explain`：说明一条规则；没有这条就说最像的。

    `entries` 是别处的说明书（格式规则）：给编号或名称，答那一页，没有答空。
    """
    parser = argparse.ArgumentParser(prog="sanban explain", description="说明一条校对规则")
    parser.add_argument("rule", metavar="规则", help="编号或名称，如 P03")
    wanted: str = parser.parse_args(argv).rule
    found = [one for one in _every() if wanted.lower() in (one.id.lower(), one.name)]
    told = page(found[0]) if found else entries(wanted)
    sys.stdout.write(told or _unknown(wanted))
    return FOUND if told else UNKNOWN


def _every() -> tuple[Rule, ...]:
    """名册里的，和单位词典、登记表来的。"""
    registered = register_rule(Register({"关于做好值班工作的通知": ""}))
    return (*all_rules(), *office_rules(SAMPLE), registered)


def _unknown(wanted: str) -> str:
    names = {one.name: one for one in _every()} | {one.id: one for one in _every()}
    near = difflib.get_close_matches(wanted.upper(), names, n=3, cutoff=0.3)
    near += difflib.get_close_matches(wanted.lower(), names, n=3, cutoff=0.6)
    rules = dict.fromkeys(f"{names[one].id}（{names[one].title}）" for one in near)
    return f"没有“{wanted}”这条规则。相近的有：{'，'.join(rules) or '无'}。\n"


def index() -> str:
    """全部规则的目录，Markdown 的写法。"""
    return "\n".join(_index()) + "\n"


def _index() -> Iterator[str]:
    yield from ("# 校对规则", "", "依据里，只有条例、规章和国家标准可以叫规定，别的都是惯例。")
    for letter, (folder, family) in FAMILIES.items():
        rules = [rule for rule in all_rules() if rule.id.startswith(letter)]
        if rules:
            about = import_module(f"{__package__}.rules.{folder}").__doc__ or ""
            yield from (
                "",
                f"## {letter} {family}",
                "",
                about.strip(),
                "",
                "| 编号 | 说什么 | 轻重 | 依据 |",
            )
            yield "|---|---|---|---|"
        for rule in rules:
            link = f"[{rule.id}]({rule.id}.md)"
            basis = f"{rule.strength}，{rule.basis}"
            yield f"| {link} | {rule.title} | {rule.level.label} | {basis} |"


def page(rule: Rule) -> str:
    """一条规则的说明，Markdown 的写法。"""
    return "\n".join(_page(rule)) + "\n"


def _page(rule: Rule) -> Iterator[str]:
    why = rule.manual.partition("\n")[2].strip()
    yield from (f"# {rule.id} {rule.title}", "", why, "")
    yield f"- 轻重：{rule.level.label}"
    yield f"- 依据：{rule.strength}，{rule.basis}"
    yield f"- 改法：{FIXES[rule.fix]}"
    yield f"- 名称：`{rule.name}`，{FAMILIES[rule.id[0]][1]}类"
    yield from ("", "## 错的和改好的", "")
    for wrong, right in rule.wrong.items():
        yield f"- {_shown(wrong)} → {'请自行改' if right is None else _shown(right)}"
    yield from ("", "## 对的", "")
    yield from (f"- {_shown(right)}" for right in rule.right)


def _shown(text: str) -> str:
    """例子里的换行、反引号照实显出来。"""
    tick = "``" if "`" in text else "`"
    return f"{tick}{text}{tick}".replace("\r", "").replace("\n", "⏎")
