"""各种结局：从交办算起，走到几成时限、再过几天，做什么；到今天还没轮到的就不做。"""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Turn:
    """一步：时限的几成、再加几天，做哪个动作（`acts.ACTS` 的代号），带什么。"""

    part: float
    days: int
    act: str
    given: dict[str, Any] = field(default_factory=dict)


def _turn(part: float, days: int, act: str, **given: Any) -> Turn:
    return Turn(part, days, act, given)


BEGIN = (_turn(0, -1, "propose"), _turn(0, -1, "to_approve"), _turn(0, 0, "approve"),
         _turn(0, 0, "assign"))  # fmt: skip
WORK = (
    _turn(0, 1, "acknowledge"),
    _turn(0.3, 0, "report", progress=35, content="已按路径图推进，第一个节点完成。"),
    _turn(0.3, 1, "node", place=0),
    _turn(0.6, 0, "report", progress=65, content="第二个节点完成过半，进度正常。"),
    _turn(0.66, 0, "node", place=1),
)
ENDING = (
    _turn(0.92, 0, "report", progress=100, content="任务全部完成，资料已经整理成册。"),
    _turn(0.94, 0, "node", place=2),
    _turn(0.95, 0, "apply"),
    _turn(0.95, 3, "verify"),
    _turn(0.95, 4, "to_leader"),
    _turn(0.95, 5, "consent"),
    _turn(0.95, 6, "close"),
)
# fmt: off
FATES: dict[str, tuple[Turn, ...]] = {
    "waiting":     (_turn(0, 0, "propose"),),
    "to_approve":  (_turn(0, 0, "propose"), _turn(0, 0, "to_approve")),
    "declined":    (_turn(0, 0, "propose"), _turn(0, 0, "to_approve"), _turn(0, 1, "decline")),
    "steady":      (*BEGIN, *WORK, *ENDING),
    "held":        (*BEGIN, *WORK, *ENDING,
                    _turn(0.95, 20, "voice", satisfied=True),
                    _turn(0.95, 45, "look", result="held")),
    "rebound":     (*BEGIN, *WORK, *ENDING, _turn(0.95, 40, "look", result="rebounded"),
                    _turn(0.95, 43, "report", progress=40, content="反弹险段已经重新加固一处。",
                          problem="汛期施工窗口短。", next_step="增加两个班组。")),
    "late":        (*BEGIN, _turn(0, 2, "acknowledge"),
                    _turn(0.4, 0, "report", progress=30, content="前期手续办理中。",
                          problem="设备供货推迟。", next_step="每周调度一次。"),
                    _turn(0.5, 0, "node", place=0),
                    _turn(1, 2, "press", rung="phone", note="已电话催办，单位答复抓紧施工。"),
                    _turn(1, 5, "press", rung="slip", note=""),
                    _turn(1, 9, "report", progress=80, content="主体完成，收尾施工。"),
                    _turn(1, 10, "node", place=1),
                    _turn(1, 24, "apply"), _turn(1, 26, "verify", passed=False),
                    _turn(1, 27, "redo"), _turn(1, 40, "apply"), _turn(1, 42, "verify"),
                    _turn(1, 43, "to_leader"), _turn(1, 44, "consent"), _turn(1, 45, "close")),
    "silent":      (*BEGIN, _turn(0, 3, "press", rung="message", note=""),
                    _turn(0, 8, "acknowledge"),
                    _turn(1, 3, "press", rung="slip", note=""), _turn(1, 5, "site")),
    "extended":    (*BEGIN, *WORK, _turn(0.8, 0, "extend", more=45),
                    _turn(0.8, 2, "rule", granted=True),
                    _turn(1.1, 0, "report", progress=90, content="收尾阶段。"),
                    _turn(1.1, 5, "node", place=2), _turn(1.12, 5, "apply"),
                    _turn(1.12, 8, "verify"), _turn(1.12, 9, "to_leader"),
                    _turn(1.12, 10, "consent"), _turn(1.12, 11, "close")),
    "objected":    (*BEGIN, _turn(0, 1, "object"), _turn(0, 3, "rule", granted=False),
                    *WORK, *ENDING, _turn(0.95, 9, "voice", satisfied=False)),
    "coordinated": (*BEGIN, *WORK[:3], _turn(0.35, 0, "coordinate"),
                    _turn(0.35, 3, "rule", granted=True), *WORK[3:], *ENDING),
    "paused":      (*BEGIN, *WORK, _turn(0.68, 0, "suspend"),
                    _turn(0.68, 3, "rule", granted=True)),
}
# fmt: on
