"""跳过的要数得出来；SANBAN_NO_SKIP=1 时，跳过一项也算不通过。

只在一种库上说得通的（标着 sqlite、postgresql），在另一种库上不收进来，不算跳过：
`make test` 两种库各跑一遍，它总在其中一遍里。
"""

import os
from collections import Counter

import pytest
from django.conf import settings

FORBIDDEN = os.environ.get("SANBAN_NO_SKIP") == "1"


def pytest_collection_modifyitems(config, items):
    """另一种库的不收。"""
    other = "sqlite" if settings.DATABASE else "postgresql"
    gone = [item for item in items if item.get_closest_marker(other)]
    if gone:
        config.hook.pytest_deselected(items=gone)
        items[:] = [item for item in items if item not in gone]


def _reasons(reporter):
    found = Counter()
    for report in reporter.stats.get("skipped", []):
        where = report.longrepr
        found[where[2] if isinstance(where, tuple) else str(where)] += 1
    return found


def pytest_terminal_summary(terminalreporter):
    reasons = _reasons(terminalreporter)
    if not reasons:
        return
    terminalreporter.section(f"跳过 {sum(reasons.values())} 项")
    for reason, count in reasons.most_common():
        terminalreporter.write_line(f"{count} 项：{reason.removeprefix('Skipped: ')}")
    if FORBIDDEN:
        terminalreporter.write_line("这里不许跳过，按不通过算。")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if FORBIDDEN and reporter and _reasons(reporter) and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
