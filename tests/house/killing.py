"""强杀测试的帮手，各在自己的进程里跑：`prepare` 备好事项和登录，`check` 看每件是不是办前或办后。"""

import json
import os
import sys
from collections import Counter
from datetime import UTC, date, datetime

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanban.settings")
import django

django.setup()

from django.conf import settings  # noqa: E402

from sanban.archives import services as archives  # noqa: E402
from sanban.archives.models import ArchiveItem  # noqa: E402
from sanban.audit.models import AuditLog  # noqa: E402
from sanban.documents.models import Incoming, Intake  # noqa: E402
from sanban.documents.services import archiving  # noqa: E402, F401
from sanban.files import services as files  # noqa: E402
from sanban.files.models import StoredFile  # noqa: E402
from sanban.matters import services  # noqa: E402
from sanban.matters.models import Matter, MatterState, Step, Todo, TodoState  # noqa: E402
from sanban.matters.services import Asked, Opening  # noqa: E402
from sanban.people.models import Org  # noqa: E402
from tests.signing import appointed, session_of  # noqa: E402

MATTERS = 40
NOW = datetime(2026, 9, 16, 1, tzinfo=UTC)


def prepare():
    """一位文书、一位主任，四十件等着归档的收文；回登录和各件的编号。"""
    org = Org.objects.get()
    clerk = appointed(org, "林晓燕", "clerk")
    director = appointed(org, "周明远", "director")
    pks = [_completed(clerk, director, number) for number in range(1, MATTERS + 1)]
    return {"session": session_of(clerk), "matters": pks}


def _completed(clerk, director, number):
    opening = Opening(f"第 {number} 件", data={"nature": "action_item"})
    matter = services.start("incoming", opening, by=clerk, now=NOW)
    Incoming.objects.create(
        matter=matter, receipt_year=2026, receipt_no=number, received_at=NOW, code=f"K{number}",
        sender_name="演示市水务局", issue_date=date(2026, 9, 10),
    )  # fmt: skip
    for code, by in (("submit", clerk), ("to_clerk", director), ("no_handling", clerk)):
        services.move(matter, code, asked=Asked(by, NOW), remark="同意")
    services.move(matter, "complete", asked=Asked(clerk, NOW), remark="同意")
    return matter.pk


def check():
    """逐件看：没归的原样等着，归了的样样都在；文件和行一一对得上。"""
    faults = []
    items = {item.matter_id: item for item in ArchiveItem.objects.select_related("matter")}
    for matter in Matter.objects.order_by("pk"):
        faults += _after(items[matter.pk]) if matter.pk in items else _before(matter)
    numbers = sorted(item.item_no for item in items.values())
    if numbers != list(range(1, len(numbers) + 1)):
        faults.append(f"件号有空：{numbers}")
    swept = files.sweep(now=datetime.now(UTC))
    faults += [f"盘上缺 {one}" for one in swept.missing]
    faults += [str(one) for one in files.check(now=datetime.now(UTC)).faults]
    on_disk = sum(len(names) for _, _, names in os.walk(settings.FILES))
    if StoredFile.objects.count() != on_disk:
        faults.append(f"文件 {on_disk} 份，行 {StoredFile.objects.count()} 条")
    return {
        "archived": len(items), "uploaded": Intake.objects.count(), "faults": faults,
        "swept": swept.removed,
    }  # fmt: skip


def _before(matter):
    todos = Todo.objects.filter(matter=matter, state=TodoState.OPEN).count()
    seen = (matter.state, todos, Step.objects.filter(matter=matter).count(), matter.step_no)
    if seen != (MatterState.RUNNING, 1, 5, 5):
        yield f"{matter} 办到一半：{seen}"


def _after(item):
    matter = item.matter
    acts = Counter(AuditLog.objects.about(matter.target).values_list("act", flat=True))
    live = Todo.objects.filter(matter=matter, state=TodoState.OPEN).exists()
    seen = (matter.state, live, acts["matter.archive"], acts["archive.collect"])
    if seen != (MatterState.DONE, False, 1, 1) or archives.verify(item).faults:
        yield f"{matter} 归了一半：{seen}"


if __name__ == "__main__":
    sys.stdout.write(json.dumps({"prepare": prepare, "check": check}[sys.argv[1]]()))
