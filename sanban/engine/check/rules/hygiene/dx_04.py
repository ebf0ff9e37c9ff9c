"""有指到外面的链接。

链接到外面的图片、模板、文件，换一台电脑就打不开，还会在打开时去访问外面的地址。
"""

from collections.abc import Iterator

from sanban.engine.check.document import Document
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.proof.rule import Strength
from sanban.engine.read.docx import RELATIONS
from sanban.engine.read.guards import parse_xml, read_part

HYPERLINK = "hyperlink"


def check(document: Document) -> Iterator[Fault]:
    """各部件的关系表里，目标在外面的。"""
    package = document.traced.package
    targets: set[tuple[str, str]] = set()
    for name in package.namelist():
        if name.endswith(".rels"):
            for node in parse_xml(read_part(package, name)).iter(RELATIONS):
                if node.get("TargetMode") == "External":
                    kind = node.get("Type", "").rsplit("/", 1)[-1]
                    targets.add((kind, node.get("Target", "")))
    for kind, target in sorted(targets):
        what = "网址链接" if kind == HYPERLINK else "外部文件的链接"
        yield Fault(f"文件里有{what}“{target[:40]}”，请改成文字或者把内容放进来。")


RULE = FormatRule(id="DX-04", name="external-links", clause="电子文件的通行做法", check=check,
                  strength=Strength.PRACTICE, fix="C", always=True)  # fmt: skip
