"""清单的导入：Excel、Word 里的表，核对、确认、一批批地变成督办事项。"""

from sanban.supervision.services.importing.choices import Choices
from sanban.supervision.services.importing.columns import LAYOUT
from sanban.supervision.services.importing.runs import (
    carry_on,
    confirm,
    drop,
    faults_of,
    faulty_xlsx,
    plan_run,
    rows_of,
    template_xlsx,
)

__all__ = [
    "LAYOUT",
    "Choices",
    "carry_on",
    "confirm",
    "drop",
    "faults_of",
    "faulty_xlsx",
    "plan_run",
    "rows_of",
    "template_xlsx",
]
