"""只读副本测试的帮手，在自己的进程里跑：数一遍统计，说各句去了哪个库；停了副本再数一遍。"""

import json
import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanban.settings")
import django

django.setup()

from datetime import date  # noqa: E402

from django.db import connections  # noqa: E402
from django.utils import timezone  # noqa: E402

from sanban.core.replica import seen_until  # noqa: E402
from sanban.people.models import Org  # noqa: E402
from sanban.statistics.counting import totals  # noqa: E402
from sanban.statistics.registry import reports  # noqa: E402
from sanban.statistics.span import Span  # noqa: E402

SPAN = Span(
    org=Org.objects.get().pk, since=date(2026, 1, 1), until=date(2026, 12, 31), now=timezone.now()
)


def asked():
    """数一遍各个数；各库问了几句。"""
    counts = dict.fromkeys(("default", "replica"), 0)

    def noting(name):
        def note(execute, *given):
            counts[name] += 1
            return execute(*given)

        return note

    with (
        connections["default"].execute_wrapper(noting("default")),
        connections["replica"].execute_wrapper(noting("replica")),
    ):
        found = totals(reports().values(), SPAN)
    return {"rows": len(found), **counts}


def main():
    """副本在的时候，副本停了以后。"""
    told = {"first": asked(), "lag": seen_until() is not None, "orgs": Org.objects.count()}
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()
    sys.stdin.readline()
    sys.stdout.write(json.dumps({"then": asked()}) + "\n")


if __name__ == "__main__":
    main()
