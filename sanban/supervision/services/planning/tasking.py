"""把一篇长文拆成年度重点工作：机器列出原句，人来定，定了的列进计划。"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from sanban.core.errors import Refused
from sanban.engine.tasks.breakdown import Breakdown, break_down
from sanban.files.services import guards
from sanban.files.services.guards import Upload
from sanban.people.models import Org, Person
from sanban.supervision.models import PlanEntry, WorkPlan
from sanban.supervision.services.planning.entries import EntryForm, add_entry

LONGEST = 200_000


def read_text(upload: Upload, *, by: Person) -> str:
    """读出一份文件里的字，一段一行。

    :raises Refused: 读不了、没有字、带密级标志。
    """
    checked = guards.check_attachment(upload, by=by)
    text = checked.physical.text if checked.physical else ""
    if not text.strip():
        said = "这份文件里没有读出字，请传 DOCX、PDF 等有文字的文件，或把文字贴进来。"
        raise Refused(said, code="no-text")
    return text


def propose_tasks(text: str, *, year: int, by: Person) -> Breakdown:
    """拆成一条一条，什么也不写。

    :raises Refused: 没有字、太长、带密级标志。
    """
    if not text.strip():
        raise Refused("请贴上文字，或者选一份文件。", code="no-text")
    if len(text) > LONGEST:
        raise Refused(f"文字超过 {LONGEST // 10_000} 万字，请分几次拆。", code="too-long")
    guards.check_typed(text.splitlines(), by=by)
    rows = Org.objects.in_use().values_list("pk", "name", "short_name")
    orgs = [(pk, tuple(filter(None, (name, short)))) for pk, name, short in rows]
    return break_down(text, year=year, orgs=orgs)


@transaction.atomic
def adopt(
    plan: WorkPlan, forms: Sequence[EntryForm], *, by: Person, now: datetime
) -> list[PlanEntry]:
    """把定下的几条列进计划；同一句原文已经列过的不重列。

    :raises Refused: 一条也没定；同 `add_entry`。
    """
    if not forms:
        raise Refused("请先勾选要列入的几条。", code="nothing-picked")
    rows = PlanEntry.objects.filter(plan=plan).exclude(source_text="")
    had = set(rows.values_list("source_text", flat=True))
    fresh = [form for form in forms if not form.source_text or form.source_text not in had]
    return [add_entry(plan, form, by=by, now=now) for form in fresh]
