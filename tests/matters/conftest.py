"""事项的测试共用：两类事项，起一件、走一步、看谁在办。"""

import pytest

from sanban.documents.kinds.incoming import KIND
from sanban.matters import kinds, services
from sanban.matters.doers import Choice
from sanban.matters.models import Todo, TodoState
from sanban.matters.services import Asked, Opening
from tests.conftest import NOW
from tests.matters.trial import TRIAL


@pytest.fixture(autouse=True)
def _known():
    kinds.add(KIND)
    kinds.add(TRIAL)


def begin(cast, kind="trial", **data):
    values = {"nature": "action_item", "amount": 500, **data}
    return services.start(kind, Opening("一件事", data=values), by=cast.clerk, now=NOW)


def go(matter, code, by, *people, remark="同意", todo=None, **choice):
    asked = Asked(by, NOW, todo)
    chosen = Choice(people=people, **choice)
    return services.move(matter, code, asked=asked, remark=remark, choice=chosen)


def names(matter):
    rows = Todo.objects.live(matter).filter(state=TodoState.OPEN).select_related("person")
    return [row.person.name for row in rows]


def stage(matter):
    matter.refresh_from_db()
    return matter.stage


def by(person):
    return Asked(person, NOW)
