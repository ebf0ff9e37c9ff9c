"""编号时强杀的帮手，在自己的进程里跑：备好等着编号的发文，一份一份编，编好一份报一份。"""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanban.settings")
import django

django.setup()

from django.core.management import call_command  # noqa: E402

from bench.numbers import Office  # noqa: E402
from sanban.documents.models import Outgoing  # noqa: E402

COUNT = 8


def say(*words):
    """一行，马上送出去。"""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def prepare():
    """八份走到编号。"""
    call_command("migrate", verbosity=0)
    office = Office()
    for number in range(COUNT):
        office.waiting(number)


def run():
    """还没有编号的，一份份编；事务提交以后才报。"""
    office = Office.__new__(Office)
    office.resume()
    for outgoing in Outgoing.objects.filter(number=None).order_by("pk"):
        office.number(outgoing)
        fresh = Outgoing.objects.select_related("number").get(pk=outgoing.pk)
        say(fresh.pk, fresh.number.serial)


def show():
    """每份的编号、环节和留下的号。"""
    for one in Outgoing.objects.select_related("number", "matter").order_by("pk"):
        kept = [row.serial for row in one.matter.numbers.all()]
        say(one.pk, one.matter.stage, one.number.serial if one.number else 0, *kept)


if __name__ == "__main__":
    {"prepare": prepare, "run": run, "show": show}[sys.argv[1]]()
