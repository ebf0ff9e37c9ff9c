"""统计的办理：做通报、重算、起草，申诉和更正，一季一份的分析研判。"""

from sanban.statistics.services.analysis import (
    Words,
    close_analysis,
    list_ahead,
    open_analysis,
    save_analysis,
    words_of,
)
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
    "Words",
    "appeal",
    "appeal_until",
    "changes",
    "check_numbers",
    "close_analysis",
    "draft",
    "list_ahead",
    "open_analysis",
    "recount",
    "revise",
    "rule",
    "save_analysis",
    "start",
    "weight_notices",
    "words_of",
]
