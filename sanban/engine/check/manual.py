"""格式规则的说明书：目录和一条一页，由 `make docs` 写到 docs/formats/。"""

from collections.abc import Iterator
from itertools import groupby

from sanban.engine.check.registry import FAMILIES, format_rules
from sanban.engine.check.rule import FormatRule, nothing

FIXES = {
    "A": "只动版式，`sanban fix` 直接改。",
    "B": "有的要动字，`sanban fix --class B` 才改，可以写成修订给人看。",
    "C": "只提意见，由人来改。",
}


def index() -> str:
    """全部格式规则的目录，Markdown 的写法。"""
    return "\n".join(_index()) + "\n"


def _index() -> Iterator[str]:
    yield from (
        "# 格式规则",
        "",
        "用在 DOCX（DOC、WPS 先转成 DOCX）上，看最终的样子；PDF、OFD 上看得见的，从字和线量。",
        "标准里写“一般”“推荐”的只提示；不是公文的只查文件卫生（DX）。“对话框”“纸上量”两种页面写法都算对。",
        "",
        "- `sanban check 文件.docx` 文字和格式一起查，`sanban explain PG-02` 看一条规则。",
        "- 有几条要排出来才看得见：`sanban check --pages 文件.docx`，先由 LibreOffice 排成 PDF 再看"
        "（慢几秒）；不是固定行距、页面不合规范的不看，免得分页对不上，冤枉人。",
        "- `sanban check 文件 --office 单位.toml` 照单位的版面规定查，见 docs/guide/rules.md。",
        "- `sanban fix 文件.docx -o 改好.docx` 只动版式；加 `--class B` 连写错的标点、文号、日期"
        "也改；再加 `--tracked`，改字写成修订，留人点头。",
        "- 写出之前点一遍：字、表、图、域、书签、批注、修订、脚注少一样，就不写，并说会少什么。",
    )
    for family, rules in groupby(format_rules(), key=lambda rule: rule.id[:2]):
        yield from ("", f"## {family} {FAMILIES[family]}", "")
        yield from (
            "| 编号 | 说什么 | 最重 | 依据 | 改法 | 哪里看得见 |",
            "|---|---|---|---|---|---|",
        )
        for rule in rules:
            link, basis = f"[{rule.id}]({rule.id}.md)", f"{rule.strength}，{rule.basis}"
            cells = (link, rule.title, rule.level.label, basis, rule.fix, where(rule))
            yield f"| {' | '.join(cells)} |"


def where(rule: FormatRule) -> str:
    """在哪里看得见：DOCX、版式件（PDF 和 OFD）、排出来的 DOCX。"""
    places = (
        (rule.check is not nothing, "DOCX"),
        (rule.laid, "DOCX 加 `--pages`"),
        (rule.seen is not None, "PDF、OFD"),
    )
    return "；".join(label for shown, label in places if shown)


def page(rule: FormatRule) -> str:
    """一条规则的说明，Markdown 的写法。"""
    return "\n".join(_page(rule)) + "\n"


def _page(rule: FormatRule) -> Iterator[str]:
    yield from (f"# {rule.id} {rule.title}", "", rule.manual.partition("\n")[2].strip(), "")
    yield f"- 最重：{rule.level.label}"
    yield f"- 依据：{rule.strength}，{rule.basis}"
    yield f"- 改法：{FIXES[rule.fix]}"
    yield f"- 哪里看得见：{where(rule)}"
    yield f"- 名称：`{rule.name}`，{FAMILIES[rule.id[:2]]}类"


def explained(wanted: str) -> str:
    """一条规则的说明，按编号或名称找；没有这条答空。"""
    key = wanted.lower()
    found = (page(rule) for rule in format_rules() if key in (rule.id.lower(), rule.name))
    return next(found, "")


def pages() -> dict[str, str]:
    """应有的全部文件：文件名对内容。"""
    return {"README.md": index(), **{f"{rule.id}.md": page(rule) for rule in format_rules()}}
