"""文件属性里留着人名、单位名。

“最后保存者”“经理”“公司”这些属性，跟着电子件一起发出去；发之前请检查一遍文件属性。
"""

from collections.abc import Iterator

from sanban.engine.check.document import Document
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.proof.rule import Level, Strength
from sanban.engine.read.guards import parse_xml, read_part

# fmt: off
PARTS = {
    "docProps/core.xml": (("lastModifiedBy", "最后保存者"),),
    "docProps/app.xml":  (("Manager", "经理"), ("Company", "公司")),
}
# fmt: on


def check(document: Document) -> Iterator[Fault]:
    """两个属性部件。"""
    package = document.traced.package
    for part, fields in PARTS.items():
        if part in package.namelist():
            root = parse_xml(read_part(package, part))
            for tag, label in fields:
                text = (root.findtext(f"{{*}}{tag}") or "").strip()
                if text:
                    message = f"文件属性的“{label}”里有“{text[:20]}”，请看能不能发出去。"
                    yield Fault(message, place="文件属性")


RULE = FormatRule(id="DX-03", name="names-in-properties", clause="电子文件的通行做法", check=check,
                  level=Level.HINT, strength=Strength.PRACTICE, fix="C", always=True)  # fmt: skip
