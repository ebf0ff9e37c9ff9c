"""督办的几个数：提前几天转黄、几天签收、几个月回头看……各单位可以改，都是惯例（domain.md §4.6）。"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from sanban.audit import services as audit
from sanban.core import services as core
from sanban.core.errors import Refused
from sanban.files.services import guards
from sanban.people.models import Person, RoleCode, RoleHolding

PREFIX = "supervision."
LONGEST_SERIES = 20


@dataclass(frozen=True, slots=True)
class Rule:
    """一条规矩：代号、叫什么、不改时是几、最小最大、出处。"""

    code: str
    label: str
    usual: int
    least: int
    most: int
    basis: str = "惯例"


# fmt: off
RULES = (
    #    代号                名称                           不改时  最小  最大
    Rule("near_days",        "离时限几个工作日转黄",             3,    0,   30),
    Rule("red_days",         "节点迟几个工作日转红",             7,    1,   60),
    Rule("acknowledge_days", "几个工作日内签收",                 1,    1,   10),
    Rule("objection_days",   "几个工作日内可以提异议",           3,    1,   30),
    Rule("extensions",       "督查员能准几次延期，再多由主任定", 1,    0,    9),
    Rule("ruling_days",      "几个工作日内裁定申请",             1,    1,   10),
    Rule("follow_up_months", "销号几个月后回头看",               3,    1,   12),
    Rule("message_days",     "到时限前几个工作日发消息",         3,    0,   30),
    Rule("slip_days",        "逾期几个工作日发催办单",           3,    1,   60),
    Rule("report_days",      "逾期几个工作日出督查专报",        10,    1,   90),
)
# fmt: on
SERIES, USUAL_SERIES = "series", "督字"
"""编号系列：督字〔2026〕12号的“督字”。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """现行的几个数；名称同 `RULES` 的代号。"""

    near_days: int = 3
    red_days: int = 7
    acknowledge_days: int = 1
    objection_days: int = 3
    extensions: int = 1
    ruling_days: int = 1
    follow_up_months: int = 3
    message_days: int = 3
    slip_days: int = 3
    report_days: int = 10
    series: str = USUAL_SERIES


def current_rules() -> Rules:
    """读出现行的规矩，一次查询；没改过的用不改时的数。"""
    found = core.options(PREFIX)
    numbers = {one.code: int(found.get(PREFIX + one.code, one.usual)) for one in RULES}
    return Rules(**numbers, series=found.get(PREFIX + SERIES, USUAL_SERIES))


@transaction.atomic
def set_rules(values: Mapping[str, str], *, by: Person) -> Rules:
    """改几条规矩；没给的不动。

    :raises Refused: 不是督办单位的主任；没有这一条；不合范围；系列名空着、太长、带密级标志。
    """
    guards.check_typed(values.values(), by=by)
    if not directs_supervision(by):
        raise Refused("督办的规矩由督办单位的办公室主任定，请报主任。", code="not-director")
    for code, text in values.items():
        core.set_option(PREFIX + code, _checked(code, text.strip()))
    told = "，".join(f"{code}={text.strip()}" for code, text in values.items())
    audit.record("supervision.rules", by=by, detail=told)
    return current_rules()


def directs_supervision(by: Person) -> bool:
    """此人是不是有督查员的那个单位的主任；别的单位的主任改不得全县的规矩。"""
    supervised = RoleHolding.objects.filter(role=RoleCode.SUPERVISOR, person__is_active=True)
    held = RoleHolding.objects.filter(person=by, role=RoleCode.DIRECTOR)
    return held.filter(org__in=supervised.values("org")).exists()


def _checked(code: str, text: str) -> str:
    if code == SERIES:
        if not text or len(text) > LONGEST_SERIES:
            said = f"编号系列写一到{LONGEST_SERIES}个字，如“督字”，请改过再存。"
            raise Refused(said, code="bad-series")
        return text
    rule = next((one for one in RULES if one.code == code), None)
    if rule is None:
        raise Refused("没有这一条规矩，请刷新页面再改。", code="no-such-rule")
    if not text.isdecimal() or not rule.least <= int(text) <= rule.most:
        said = f"“{rule.label}”写 {rule.least} 到 {rule.most} 的整数，请改过再存。"
        raise Refused(said, code="bad-number")
    return str(int(text))
