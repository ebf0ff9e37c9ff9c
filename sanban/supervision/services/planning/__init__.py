"""计划的全部动作。"""

from sanban.supervision.services.planning.entries import (
    EntryForm,
    add_entry,
    change_entry,
    link_item,
)
from sanban.supervision.services.planning.plans import (
    PLANNERS,
    TICKERS,
    close_plan,
    end_of,
    leftovers,
    may,
    offered,
    open_plan,
    set_note,
    start_of,
)
from sanban.supervision.services.planning.settling import carry, drop, report_entry, tick_off
from sanban.supervision.services.planning.tasking import adopt, propose_tasks, read_text

__all__ = [
    "PLANNERS",
    "TICKERS",
    "EntryForm",
    "add_entry",
    "adopt",
    "carry",
    "change_entry",
    "close_plan",
    "drop",
    "end_of",
    "leftovers",
    "link_item",
    "may",
    "offered",
    "open_plan",
    "propose_tasks",
    "read_text",
    "report_entry",
    "set_note",
    "start_of",
    "tick_off",
]
