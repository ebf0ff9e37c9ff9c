"""任务：一件事写得明不明白，一篇长文里有哪几件事；不认得库，也不看钟。"""

from sanban.engine.tasks.breakdown import Breakdown, Proposed, Skipped, break_down
from sanban.engine.tasks.checking import check_task
from sanban.engine.tasks.qualities import Lack, Quality, four_elements, weigh
from sanban.engine.tasks.text import Part, TaskText
from sanban.engine.tasks.units import Duty

__all__ = [
    "Breakdown",
    "Duty",
    "Lack",
    "Part",
    "Proposed",
    "Quality",
    "Skipped",
    "TaskText",
    "break_down",
    "check_task",
    "four_elements",
    "weigh",
]
