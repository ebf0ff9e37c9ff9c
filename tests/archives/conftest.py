"""档案的测试共用：一件办完等着归档的收文，和归好的一件。"""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection

from sanban.archives import services
from sanban.archives.models import Retention
from sanban.archives.services import Description, Filing
from sanban.documents.kinds.incoming import KIND
from sanban.documents.services import Upload
from sanban.files import services as files
from sanban.matters import kinds
from sanban.matters import services as matters
from sanban.matters.doers import Choice
from sanban.matters.models import MatterFile
from sanban.matters.services import Asked, Opening

kinds.add(KIND)
NOTE = Upload("补充.txt", "关于补充情况的说明".encode())
FILING = Filing(Retention.THIRTY, "BGS", "Z109")
TOLD = Description("县水务局", doc_number="演水〔2026〕3号", doc_date=date(2026, 9, 10), pages=3)


def go(matter, code, by, now, **choice):
    asked = Asked(by, now)
    return matters.move(matter, code, asked=asked, remark="同意", choice=Choice(**choice))


def finished(cast, now, title="关于做好秋季防火工作的通知"):
    matter = matters.start(
        "incoming", Opening(title, data={"nature": "action_item"}), by=cast.clerk, now=now
    )
    stored = files.store(title.encode(), media="txt")
    MatterFile.objects.create(
        matter=matter,
        stored=stored,
        role="main",
        name="来文.txt",
        added_by=cast.clerk,
        added_at=now,
    )
    go(matter, "submit", cast.clerk, now)
    go(matter, "to_clerk", cast.director, now)
    go(matter, "no_handling", cast.clerk, now)
    return go(matter, "complete", cast.clerk, now)


@pytest.fixture
def matter(cast, now):
    return finished(cast, now)


def archive(matter, cast, now, **changed):
    filing = replace(FILING, **changed)
    return services.archive(matter, filing=filing, description=TOLD, by=cast.clerk, now=now)


@pytest.fixture
def item(matter, cast, now):
    return archive(matter, cast, now)


def raw(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
