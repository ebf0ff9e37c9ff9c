"""行文规则：条例第四章的十五条，机器先看一遍（domain.md §1.4）；看不准的提请人看，不装懂。"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from sanban.documents.models import Outcome, Outgoing
from sanban.documents.services.issuing.consulting import refusals
from sanban.engine.gongwen.kinds import DOWN, UP
from sanban.people.models import Org, OrgKind

BETWEEN = re.compile(r"[、，,；;]")
TO_A_LEADER = re.compile(r"(书记|县长|市长|区长|省长|主任|局长|同志|领导)$")
IN_A_NAME = re.compile(r"(书记|县长|市长|局长|主任)[一-龥]{0,4}$")
AGREED = re.compile(r"经[^。]{0,30}(同意|批准|授权|研究决定|审议通过)")
OPINION = re.compile(r"(我[县委局办镇]|本[机关府局])[^。]{0,12}(意见|认为|建议)|(建议|拟|初步意见)")
INNER = re.compile(r"[一-龥](科|股|处室|组|秘书室|综合室)$")
ASKS = re.compile(r"(?:请|恳请|拟请)[^。；]{0,40}(?:批准|批示|审批|核准|解决|支持|同意)")
LOCAL = (OrgKind.PARTY, OrgKind.GOV, OrgKind.TOWNSHIP)
Said = tuple[str, str]
NOT_APPLICABLE: Said = (Outcome.NOT_APPLICABLE, "不涉及。")


@dataclass(frozen=True, slots=True)
class MachineResult:
    """机器看的一条：规则编号、结果（`Outcome`）、一句话、依据。"""

    rule: str
    outcome: str
    sentence: str
    basis: str


@dataclass(frozen=True)
class Case:
    """要看的一份：登记、全文；主送抄送以稿子为准，已随稿子写进登记。"""

    outgoing: Outgoing
    text: str

    @cached_property
    def orgs(self) -> dict[str, Org]:
        """全部单位，名称和简称 → 单位。"""
        rows = list(Org.objects.select_related("parent", "guidance_parent"))
        return {one.short_name: one for one in rows} | {one.name: one for one in rows}

    @cached_property
    def home(self) -> Org:
        """发文的机关；不在单位表里的，是登记的单位。"""
        return self.orgs.get(self.outgoing.issuer) or self.outgoing.matter.org

    @property
    def main(self) -> list[str]:
        """主送的各机关。"""
        return _split(self.outgoing.main_recipients)

    @property
    def copies(self) -> list[str]:
        """抄送的各机关。"""
        return _split(self.outgoing.cc_recipients)

    def known(self, names: Iterable[str]) -> list[Org]:
        """其中在单位表里的。"""
        return [self.orgs[name] for name in names if name in self.orgs]

    def goes(self, direction: str) -> bool:
        """行文方向是不是这个。"""
        return self.outgoing.direction == direction

    def is_under(self, org: Org) -> bool:
        """是不是发文机关的下级。"""
        return org.parent_id == self.home.pk


def _split(text: str) -> list[str]:
    return [one.strip() for one in BETWEEN.split(text) if one.strip()]


def _necessary(case: Case) -> Said:
    if case.outgoing.project_basis:
        return Outcome.PASS, f"发文立项：{case.outgoing.project_basis}。"
    return Outcome.COMMENT, "没有写发文立项。请核对确有必要、注重效用，可发可不发的不发。"


def _no_skipping(case: Case) -> Said:
    parent = case.home.parent
    if not case.goes(UP) or parent is None:
        return NOT_APPLICABLE
    skipped = [org for org in case.known(case.main) if org.pk == parent.parent_id]
    if not skipped:
        return Outcome.PASS, "没有越级。"
    if {parent.name, parent.short_name} & set(case.copies):
        return Outcome.COMMENT, f"越级报{skipped[0]}，已抄送{parent}，请核对确需越级。"
    said = f"越过{parent}报{skipped[0]}，一般不得越级行文；确需越级的请同时抄送{parent}。"
    return Outcome.FIX, said


def _one_superior(case: Case) -> Said:
    if not case.goes(UP):
        return NOT_APPLICABLE
    lower = [str(org) for org in case.known(case.copies) if case.is_under(org)]
    if lower:
        return Outcome.FIX, f"上行文不抄送下级机关，请去掉抄送里的{'、'.join(lower)}。"
    if len(case.main) > 1:
        strict = case.outgoing.doc_kind == "request"
        said = f"上行文原则上主送一个上级机关，这里有 {len(case.main)} 个，其他的请改为抄送。"
        return (Outcome.FIX if strict else Outcome.COMMENT), said
    return Outcome.PASS, "主送一个上级机关，没有抄送下级。"


def _home_agrees(case: Case) -> Said:
    if not case.goes(UP) or case.home.kind != OrgKind.DEPT:
        return NOT_APPLICABLE
    guides = case.home.guidance_parent
    if guides is None or guides not in case.known(case.main):
        return NOT_APPLICABLE
    if AGREED.search(case.text):
        return Outcome.PASS, "文中说明了本级党委、政府同意或者授权。"
    return Outcome.COMMENT, "向上级主管部门请示、报告重大事项，应当经本级党委、政府同意或者授权。"


def _own_opinion(case: Case) -> Said:
    answers = case.outgoing.answers
    if not case.goes(UP) or answers is None:
        return NOT_APPLICABLE
    if OPINION.search(case.text):
        return Outcome.PASS, "转报下级请示，提出了倾向性意见。"
    return Outcome.FIX, f"转报“{answers.title}”，应当提出倾向性意见，不得原文转报。"


def _one_matter(case: Case) -> Said:
    kind = case.outgoing.doc_kind
    if kind == "request":
        asked = len(ASKS.findall(case.text))
        if asked > 1:
            return Outcome.COMMENT, f"请示应当一文一事，文中有 {asked} 处请求，请核对是不是一件事。"
        return Outcome.PASS, "一文一事。"
    return NOT_APPLICABLE


def _not_to_leaders(case: Case) -> Said:
    named = [one for one in case.main if TO_A_LEADER.search(one) and one not in case.orgs]
    if named:
        said = f"主送“{named[0]}”：不得以机关名义向上级机关负责人报送公文，请改为主送机关。"
        return Outcome.FIX, said
    if case.goes(UP) and IN_A_NAME.search(case.outgoing.issuer):
        return Outcome.FIX, "不得以本机关负责人名义向上级机关报送公文，请改用机关名义。"
    return Outcome.PASS, "没有报送领导个人。"


def _dual_leaders(case: Case) -> Said:
    both = [one for one in (case.home.parent, case.home.guidance_parent) if one]
    told = {org.pk for org in case.known([*case.main, *case.copies])}
    if not case.goes(UP) or len(both) < 2 or not told & {one.pk for one in both}:
        return NOT_APPLICABLE
    left = [str(one) for one in both if one.pk not in told]
    if left:
        return Outcome.COMMENT, f"受双重领导的机关上行文，必要时抄送另一个上级机关：{left[0]}。"
    return Outcome.PASS, "两个上级机关都报送了。"


def _superior_knows(case: Case) -> Said:
    if not case.goes(DOWN) or not case.outgoing.is_important:
        return NOT_APPLICABLE
    parent = case.home.parent
    if parent is None:
        return Outcome.COMMENT, "重要行文应当同时抄送直接上级机关，请核对抄送栏。"
    if parent in case.known(case.copies):
        return Outcome.PASS, f"已抄送{parent}。"
    return Outcome.FIX, f"重要行文应当同时抄送发文机关的直接上级机关，请在抄送里加上{parent}。"


def _departments_do_not_command(case: Case) -> Said:
    if not case.goes(DOWN) or case.home.kind != OrgKind.DEPT:
        return NOT_APPLICABLE
    rulers = [str(org) for org in case.known(case.main) if org.kind in LOCAL]
    named = rulers or [one for one in case.main if one.endswith(("人民政府", "党委"))]
    if not named:
        return Outcome.PASS, "没有向下级党委、政府发指令。"
    if AGREED.search(case.text):
        return Outcome.PASS, "文中注明了已经政府同意。"
    said = f"部门不得向下级党委、政府（{named[0]}）发布指令性公文；经政府同意的，请在文中注明。"
    return Outcome.FIX, said


def _counterparts(case: Case) -> Said:
    if not case.goes(DOWN) or case.home.kind != OrgKind.DEPT:
        return NOT_APPLICABLE
    return Outcome.PASS, "部门可以依职权向下级党委、政府的相关部门行文。"


def _agreed_first(case: Case) -> Said:
    against = refusals(case.outgoing)
    if not against:
        return Outcome.PASS, "没有未谈拢的单位。"
    names = "、".join(dict.fromkeys(str(one.org or one.person) for one in against))
    if not case.goes(DOWN):
        return Outcome.COMMENT, f"{names}不同意，请在文中或者附件里说明分歧。"
    said = f"{names}不同意；部门之间未协商一致的，不得向下行文。请协商好，或者由主任说明理由。"
    return Outcome.FIX, said


def _other_superior(case: Case) -> Said:
    if not case.goes(DOWN):
        return NOT_APPLICABLE
    told = {org.pk for org in case.known([*case.main, *case.copies])}
    others = [
        org
        for org in case.known(case.main)
        if org.guidance_parent_id and org.guidance_parent_id not in told | {case.home.pk}
    ]
    if not others:
        return NOT_APPLICABLE
    said = f"{others[0]}受双重领导，必要时抄送它的另一个上级机关{others[0].guidance_parent}。"
    return Outcome.COMMENT, said


def _joint_is_fitting(case: Case) -> Said:
    rows = list(case.outgoing.joint_issuers.select_related("org").order_by("position"))
    if len(rows) < 2:
        return NOT_APPLICABLE
    levels = {row.org.kind == OrgKind.DEPT for row in rows if row.org}
    if len(levels) > 1:
        return Outcome.FIX, "联合行文限于同级机关，这里级别不同，请核对联合的机关。"
    names = "、".join(row.name for row in rows)
    return Outcome.COMMENT, f"{names}联合行文：请核对确有必要；属于党委或者政府一方职权的不联合。"


def _no_inner_section(case: Case) -> Said:
    issuer = case.outgoing.issuer
    if INNER.search(issuer) and not issuer.endswith("办公室"):
        said = f"“{issuer}”是内设机构，除办公厅（室）外不得对外正式行文，请改用机关名义。"
        return Outcome.FIX, said
    return Outcome.PASS, "不是以内设机构名义行文。"


Check = Callable[[Case], Said]
# fmt: off
RULES: tuple[tuple[str, Check, str], ...] = (
    # 编号   怎么看                        依据
    ("R1",  _necessary,                   "条例第十三条"),
    ("R2",  _no_skipping,                 "条例第十四条"),
    ("R3",  _one_superior,                "条例第十五条（一）"),
    ("R4",  _home_agrees,                 "条例第十五条（二）"),
    ("R5",  _own_opinion,                 "条例第十五条（三）"),
    ("R6",  _one_matter,                  "条例第十五条（四）"),
    ("R7",  _not_to_leaders,              "条例第十五条（五）"),
    ("R8",  _dual_leaders,                "条例第十五条（六）"),
    ("R9",  _superior_knows,              "条例第十六条（一）"),
    ("R10", _departments_do_not_command,  "条例第十六条（二）"),
    ("R11", _counterparts,                "条例第十六条（三）"),
    ("R12", _agreed_first,                "条例第十六条（四）"),
    ("R13", _other_superior,              "条例第十六条（五）"),
    ("R14", _joint_is_fitting,            "条例第十七条"),
    ("R15", _no_inner_section,            "条例第十七条"),
)
# fmt: on
DISAGREED = "R12"


def route(case: Case) -> tuple[MachineResult, ...]:
    """十五条行文规则各看一遍。"""
    return tuple(MachineResult(code, *check(case), basis) for code, check, basis in RULES)


def disagreement(outgoing: Outgoing) -> MachineResult | None:
    """没有协商一致、又要往下发的；谈拢了的为空。"""
    outcome, sentence = _agreed_first(Case(outgoing, ""))
    if outcome != Outcome.FIX:
        return None
    return MachineResult(DISAGREED, outcome, sentence, "条例第十六条（四）")
