"""统计的办理：做通报、重算、起草，申诉和更正。"""

from sanban.statistics.services.appealing import appeal, appeal_until, rule
from sanban.statistics.services.circulating import (
    Change,
    Plan,
    changes,
    check_numbers,
    draft,
    recount,
    revise,
    start,
)
from sanban.statistics.services.weighing import weight_notices

__all__ = [
    "Change",
    "Plan",
    "appeal",
    "appeal_until",
    "changes",
    "check_numbers",
    "draft",
    "recount",
    "revise",
    "rule",
    "start",
    "weight_notices",
]
