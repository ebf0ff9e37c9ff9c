"""机器先看：行文规则十五条、公文要点二十六条、减负两条，各给结果、一句话和依据。

人审之前先摆出来；要改的没改、也没有人写明理由的，不能送签发。
"""

from collections.abc import Iterable
from datetime import datetime

from sanban.documents.models import DraftVersion, Outcome, Outgoing
from sanban.documents.services.drafting import findings_of, gongwen_of, text_of
from sanban.documents.services.issuing.burden import BASIS, count_of, length_said
from sanban.documents.services.issuing.routing import Case, MachineResult, route
from sanban.engine.gongwen.checks import check
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.problems import REFUSE, Problem
from sanban.engine.proof import Finding, Level

LENGTH, YEARLY = "D21", "D27"
# fmt: off
POINTS: tuple[tuple[str, str, str], ...] = (
    # 编号   看什么                                          要素（成文前的校核也归到这里）
    ("D01", "发文字号写法",                                  "发文字号"),
    ("D02", "主送机关后面的冒号",                            ""),
    ("D03", "主送机关分类用的标点",                          ""),
    ("D04", "附件名称不加书名号和标点",                      ""),
    ("D05", "附件说明与附件对得上",                          "附件"),
    ("D06", "抄送末尾的句号",                                ""),
    ("D07", "请示只主送一个机关",                            "主送机关"),
    ("D08", "报告里没有请示事项",                            ""),
    ("D09", "上行文有签发人，别的没有",                      "签发人"),
    ("D10", "标题由机关、事由、文种组成",                    "标题"),
    ("D11", "标题里没有重叠的“关于”“的通知”",                ""),
    ("D12", "引文先写标题后写文号",                          ""),
    ("D13", "批复引来文的标题和文号",                        ""),
    ("D14", "署名与机关标志一致",                            "发文机关署名"),
    ("D15", "成文日期不晚于印发日期",                        "印发机关和印发日期"),
    ("D16", "没有没填的空、占位的字",                        ""),
    ("D17", "人名、职务、次序",                              ""),
    ("D18", "单位名称用全称或规范简称",                      ""),
    ("D19", "同一提法前后一致",                              ""),
    ("D20", "没有国家秘密标志",                              "密级和保密期限"),
    ("D21", "字数不超过减负规定",                            ""),
    ("D22", "易错易混的字词",                                ""),
    ("D23", "截至、截止不混",                                ""),
    ("D24", "主动公开的不带个人信息",                        ""),
    ("D25", "固定提法",                                      ""),
    ("D26", "首页有正文，版记在末页",                        ""),
)
# fmt: on
FAMILIES = {"D25": ("T",), "D22": ("D22", "C")}
"""哪一条收哪些族的发现；没写的只收同号的。"""
WATCHED = {
    "D17": "请核对人名、职务和排列次序。",
    "D26": "首页正文、版记位置由系统排版时调好，付印前看一眼预览。",
}
"""机器看不准，请人看的。"""
BASES = {"D21": BASIS, "D24": "国办发〔2016〕80号", "D20": "保守国家秘密法"}
USUAL = "条例第九条、GB/T 9704—2012"
PENDING = ("发文字号", "签发人", "成文日期", "印发机关和印发日期")
"""编号、签发、印制时系统才填，审核时缺着不算。"""
WORST = {Level.ERROR: Outcome.FIX, Level.WARNING: Outcome.COMMENT, Level.HINT: Outcome.PASS}


def machine_checks(outgoing: Outgoing, *, now: datetime) -> tuple[MachineResult, ...]:
    """最新一版的全部结果，行文规则在前。"""
    version = DraftVersion.objects.of(outgoing.matter)[:1].get()
    return checks_of(outgoing, version, findings_of(version), now=now)


def checks_of(
    outgoing: Outgoing, version: DraftVersion, findings: Iterable[Finding], *, now: datetime
) -> tuple[MachineResult, ...]:
    """一版的全部结果；`findings` 是它的发现，决定不改的不在内。"""
    gongwen, found = gongwen_of(version), tuple(findings)
    case = Case(outgoing, text_of(version))
    points = tuple(_point(row, found, _problems(gongwen)) for row in POINTS if row[0] != LENGTH)
    length = MachineResult(LENGTH, *length_said(outgoing, version), BASIS)
    return (*route(case), *_merged(points, length), *_yearly(outgoing, now))


def _merged(points: tuple[MachineResult, ...], length: MachineResult) -> tuple[MachineResult, ...]:
    return tuple(sorted((*points, length), key=lambda one: one.rule))


def _problems(gongwen: Gongwen) -> tuple[Problem, ...]:
    return tuple(one for one in check(gongwen) if one.element not in PENDING)


def _point(
    row: tuple[str, str, str], findings: tuple[Finding, ...], problems: tuple[Problem, ...]
) -> MachineResult:
    code, label, element = row
    families = FAMILIES.get(code, (code,))
    mine = [one for one in findings if _family(one.rule, families)]
    said = [one for one in problems if element and one.element == element]
    basis = BASES.get(code, USUAL)
    if said and any(one.level == REFUSE for one in said):
        return MachineResult(code, Outcome.FIX, said[0].message, said[0].clause or basis)
    if mine:
        worst = max(mine, key=lambda one: one.level.rank)
        more = f"（共 {len(mine)} 处）" if len(mine) > 1 else ""
        return MachineResult(code, WORST[worst.level], worst.message + more, worst.basis)
    if said:
        return MachineResult(code, Outcome.COMMENT, said[0].message, said[0].clause or basis)
    if code in WATCHED:
        return MachineResult(code, Outcome.COMMENT, WATCHED[code], basis)
    return MachineResult(code, Outcome.PASS, f"{label}：没有发现问题。", basis)


def _family(rule: str, families: tuple[str, ...]) -> bool:
    return any(rule == one or (len(one) == 1 and rule.startswith(one)) for one in families)


def _yearly(outgoing: Outgoing, now: datetime) -> tuple[MachineResult, ...]:
    if outgoing.prefix is None:
        return ()
    count = count_of(outgoing.prefix, now=now)
    outcome = Outcome.COMMENT if count.is_over or count.is_ahead else Outcome.PASS
    return (MachineResult(YEARLY, outcome, count.sentence, BASIS),)
