"""事项的表：流程、事项、待办、留痕、传阅、可见、文件、常用意见。"""

from sanban.matters.models.matter import (
    FAR,
    Matter,
    MatterQuerySet,
    MatterState,
    Route,
    Urgency,
    Visibility,
    subjects_of,
)
from sanban.matters.models.paper import MatterFile, MatterFileRole, Phrase
from sanban.matters.models.step import AppendOnlyError, Step, by_rank
from sanban.matters.models.todo import (
    LIVE,
    TO_DO,
    TO_READ,
    Circulation,
    Todo,
    TodoMode,
    TodoState,
)

__all__ = [
    "FAR",
    "LIVE",
    "TO_DO",
    "TO_READ",
    "AppendOnlyError",
    "Circulation",
    "Matter",
    "MatterFile",
    "MatterFileRole",
    "MatterQuerySet",
    "MatterState",
    "Phrase",
    "Route",
    "Step",
    "Todo",
    "TodoMode",
    "TodoState",
    "Urgency",
    "Visibility",
    "by_rank",
    "subjects_of",
]
