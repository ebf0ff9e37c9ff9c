"""钟点跑到一半强杀的帮手，在自己的进程里跑：备好几百件逾期的，跑一遍阶梯，说出催了几次。"""

import os
import sys
from datetime import datetime, timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanban.settings")
import django

django.setup()

from django.core.management import call_command  # noqa: E402

from bench.supervision_seed import fill  # noqa: E402
from sanban.inbox.models import Message  # noqa: E402
from sanban.matters.models import Step  # noqa: E402
from sanban.supervision import jobs  # noqa: E402
from sanban.supervision.models import NEVER, Pressing, SupervisedItem  # noqa: E402
from sanban.supervision.services.dates import closing  # noqa: E402

COUNT = 600
NOW = datetime.fromisoformat("2026-09-16T06:30:00+08:00")


def say(*words):
    """一行，马上送出去。"""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def prepare():
    """几百件，全都逾期三个工作日。"""
    call_command("migrate", verbosity=0)
    fill(COUNT, now=NOW, open_count=COUNT)
    at = closing((NOW - timedelta(5)).date())
    dates = {"due_at": at, "red_at": at, "amber_at": at, "milestone_on": NEVER}
    SupervisedItem.objects.update(**dates)


def run():
    """跑一遍。"""
    say("开始")
    say(jobs.chase.call(NOW.isoformat()))


def show():
    """催了几次、重没重、单号、留痕、消息。"""
    rows = list(Pressing.objects.values_list("item", "org", "rung", "cause"))
    numbers = sorted(Pressing.objects.values_list("number", flat=True))
    steps = Step.objects.filter(action="press").count()
    told = Message.objects.filter(kind="press", link__startswith="/matters/").count()
    whole = numbers == list(range(1, len(rows) + 1))
    say(len(rows), len(set(rows)), int(whole), steps, told)


if __name__ == "__main__":
    {"prepare": prepare, "run": run, "show": show}[sys.argv[1]]()
