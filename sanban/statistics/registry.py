"""口径的名册：`reports` 文件夹就是名册，一个文件一个数。"""

from functools import cache
from importlib import import_module
from pathlib import Path

from sanban.statistics.report import Report

FOLDER = Path(__file__).parent / "reports"
ORDER = (
    "initiated", "due", "closed", "on_time", "overdue", "mean_days", "timely_feedback",
    "returned", "satisfied", "rebound", "pressings", "extensions",
)  # fmt: skip
"""页面上的次序（domain.md §4.7）；没有列的排在后面，按代号。"""


@cache
def reports() -> dict[str, Report]:
    """代号 → 口径，按页面上的次序。"""
    found = [_report(path.stem) for path in FOLDER.glob("*.py") if path.stem != "__init__"]
    return {one.code: one for one in sorted(found, key=_place)}


@cache
def definition_of(code: str) -> str:
    """一个数的口径，就是它那个文件开头说的话。"""
    said = import_module(f"{__package__}.reports.{code}").__doc__ or ""
    _, _, body = said.strip().partition("\n\n")
    return "".join(line.strip() for line in body.splitlines())


def _report(name: str) -> Report:
    found: Report = import_module(f"{__package__}.reports.{name}").REPORT
    return found


def _place(report: Report) -> tuple[int, str]:
    place = ORDER.index(report.code) if report.code in ORDER else len(ORDER)
    return place, report.code
