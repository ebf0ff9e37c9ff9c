"""审核的各项：一张表（条例第二十条；domain.md §1.5）；每一版、每位审核的人逐项写结果。"""

from dataclasses import dataclass

from sanban.documents.models import AssessmentKind, Outgoing
from sanban.engine.gongwen.kinds import DOWN, PUBLIC
from sanban.people.models import Org, OrgKind

GOVERNMENT = (OrgKind.GOV, OrgKind.DEPT, OrgKind.TOWNSHIP)
OUTWARD = (DOWN, PUBLIC)


@dataclass(frozen=True, slots=True)
class Item:
    """一项审核：代号、审什么、依据。"""

    code: str
    label: str
    basis: str


# fmt: off
CHECKLIST = (
    #     代号         审什么                                             依据
    Item("reason",    "发文理由充分，确有必要",                          "条例第十三条、第二十条"),
    Item("grounds",   "发文依据准确",                                    "条例第二十条（一）"),
    Item("lawful",    "符合法律法规和党的路线方针政策",                  "条例第二十条（二）"),
    Item("intent",    "完整准确体现发文机关意图",                        "条例第二十条（二）"),
    Item("in_line",   "同现行有关公文相衔接",                            "条例第二十条（二）"),
    Item("workable",  "政策措施和办法切实可行",                          "条例第二十条（二）"),
    Item("consulted", "涉及其他地区、部门职权的已充分协商、意见一致",    "条例第二十条（三）"),
    Item("kind",      "文种正确",                                        "条例第二十条（四）"),
    Item("layout",    "格式规范",                                        "条例第二十条（四）"),
    Item("facts",     "人名、地名、时间、数字、段落顺序、引文准确",      "条例第二十条（四）"),
    Item("wording",   "文字、数字、计量单位、标点符号规范",              "条例第二十条（四）"),
    Item("other",     "其他起草要求：简短、主题突出、附件齐全",          "条例第十九条、第二十条"),
)
PUBLICITY = Item("publicity", "公开属性定得合适，理由成立", "国办发〔2016〕80号")
# 哪些机关往外发的，要先做哪几项评估、审查
ASSESSMENTS = {
    AssessmentKind.LEGALITY:    "国办发〔2018〕115号",
    AssessmentKind.COMPETITION: "国务院令第783号",
    AssessmentKind.BURDEN:      "减负规定",
}
# fmt: on


def is_government(org: Org) -> bool:
    """是不是政府系统的机关：要定公开属性。"""
    return org.kind in GOVERNMENT


def items_for(outgoing: Outgoing) -> tuple[Item, ...]:
    """这份发文要审的各项。"""
    government = is_government(outgoing.matter.org)
    return (*CHECKLIST, PUBLICITY) if government else CHECKLIST


def assessments_for(outgoing: Outgoing) -> tuple[AssessmentKind, ...]:
    """这份发文要记的评估：往下发、公布的才要；党委机关只评减负。"""
    if outgoing.direction not in OUTWARD or not outgoing.is_numbered:
        return ()
    if is_government(outgoing.matter.org):
        return tuple(ASSESSMENTS)
    return (AssessmentKind.BURDEN,)
