"""从流程表写出 docs/routes/，从规则写出 docs/rules/ 和 docs/formats/：一条规则一页。"""

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from sanban.engine.check import manual as formats  # noqa: E402
from sanban.engine.proof import all_rules, manual  # noqa: E402
from sanban.matters.routes import SIGNS, UNIVERSAL, Kind, Move, Stage  # noqa: E402

FOLDER = ROOT / "docs/routes"
RULES = ROOT / "docs/rules"
FORMATS = ROOT / "docs/formats"
WRITTEN = "\n本页由 `make docs` 从规则写出，不要手改。\n"
# fmt: off
DOERS = {
    "":            "",
    "starter":     "登记人",
    "chosen":      "送出时选定的人，按所选次序",
    "ranked":      "送出时选定的人，按领导排序",
    "chosen_orgs": "送出时选定的单位，由其联络员办",
    "clerk":       "登记单位的文书",
    "director":    "登记单位的主任",
    "supervisor":  "登记单位的督查员",
    "archivist":   "登记单位的档案员",
}
FIELDS = {"nature": "办阅", "action_item": "办件", "read_item": "阅件"}
SIGN_WORDS = {"=": "是", "!=": "不是", ">": "大于", ">=": "不小于", "in": "属于", "has": "含有"}
# fmt: on


def kinds() -> Iterator[tuple[Kind, str]]:
    """各室 kinds/ 文件夹里的流程表，连同那个文件开头的说明。"""
    for path in sorted((ROOT / "sanban").glob("*/kinds/*.py")):
        if path.stem != "__init__":
            module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
            yield module.KIND, (module.__doc__ or "").strip()


def days(stage: Stage) -> str:
    """时限那一格怎么写。"""
    if stage.days is None:
        return ""
    return "当日" if stage.days == 0 else f"{stage.days} 个工作日"


def when(move: Move) -> str:
    """条件那一格怎么写。"""
    words = [
        f"{FIELDS.get(test.field, test.field)}{SIGN_WORDS[test.op]}"
        f"{FIELDS.get(str(test.value), test.value)}"
        for test in move.when
    ]
    return "，".join(words)


def row(*cells: str) -> str:
    """表的一行。"""
    return f"| {' | '.join(cells)} |"


def chart(kind: Kind) -> list[str]:
    """流程图，mermaid 的写法。"""
    ends = [f"  {one.code}([{one.label}])" for one in kind.stages if one.is_end]
    steps = [f"  {one.code}[{one.label}]" for one in kind.stages if not one.is_end]
    roads = [f"  {one.source.code} -->|{one.label}| {one.target.code}" for one in kind.moves]
    return ["```mermaid", "flowchart TD", *steps, *ends, *roads, "```"]


def stages(kind: Kind) -> list[str]:
    """环节表。"""
    rows = [
        row(
            one.label,
            DOERS.get(one.doer, one.doer),
            "" if one.is_end else SIGNS[one.sign],
            days(one),
            "、".join(UNIVERSAL[code].label for code in one.forbids),
        )
        for one in kind.stages
    ]
    return [row("环节", "谁办", "几人怎样办完", "时限", "不许的通用动作"), row(*["---"] * 5), *rows]


def moves(kind: Kind) -> list[str]:
    """走向表。"""
    rows = [
        row(one.source.label, one.label, one.target.label, "要" if one.remark else "", when(one))
        for one in kind.moves
    ]
    return [row("从", "动作", "到", "写意见", "条件"), row(*["---"] * 5), *rows]


def page(kind: Kind, about: str) -> str:
    """一类事项的整页。"""
    everywhere = "、".join(one.label for one in UNIVERSAL.values())
    lines = [
        f"# {kind.label}的流程", "", about, "", *chart(kind), "",
        *stages(kind), "", *moves(kind), "",
        f"各环节都有的通用动作（上表写明不许的除外）：{everywhere}。", "",
        "本页由 `make docs` 从流程表写出，不要手改。", "",
    ]  # fmt: skip
    return "\n".join(lines)


def pages() -> dict[str, str]:
    """应有的全部文件：文件名对内容。"""
    return {f"{kind.code}.md": page(kind, about) for kind, about in kinds()}


def rule_pages() -> dict[str, str]:
    """校对规则应有的全部文件：一条一页，另有目录。"""
    found = {f"{rule.id}.md": manual.page(rule) + WRITTEN for rule in all_rules()}
    return {"README.md": manual.index() + WRITTEN, **found}


def format_pages() -> dict[str, str]:
    """格式规则应有的全部文件：一条一页，另有目录。"""
    return {name: text + WRITTEN for name, text in formats.pages().items()}


def write(folder: Path, wanted: dict[str, str]) -> None:
    """写出一个文件夹，去掉不该再有的。"""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.md"):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8")
    print(f"已写 {folder.relative_to(ROOT)}：{len(wanted)} 页")


def main() -> int:
    """写出来。"""
    write(FOLDER, pages())
    write(RULES, rule_pages())
    write(FORMATS, format_pages())
    return 0


if __name__ == "__main__":
    sys.exit(main())
