"""把来件的文件挂到登记好的事项上。"""

from collections.abc import Iterable
from datetime import datetime

from sanban.documents.models import Intake
from sanban.matters.models import Matter
from sanban.matters.services import add_file, keep_text
from sanban.people.models import Person


def add_intakes(
    matter: Matter, intakes: Iterable[Intake], *, role: str, by: Person, now: datetime
) -> None:
    """把来件的文件挂上。"""
    for one in intakes:
        if one.stored:
            row = add_file(matter, one.stored, name=one.name, role=role, by=by, now=now)
            keep_text(row, one.content)
