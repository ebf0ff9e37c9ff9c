"""装演示单位：各环节都有，时间都在上班的时候，主要的人打得开自己的页面。"""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from demo.accounts import CAST, PASSWORD, table
from demo.building import is_loaded, load
from demo.clock import OfficeHours
from demo.forms import made
from demo.office import ORGANS, PEOPLE, SIGNERS
from demo.scenes import SCENES
from demo.supervised.loading import SMALL
from demo.texts import papers
from sanban.archives.models import ArchiveItem
from sanban.archives.services import verify
from sanban.core.workdays import Calendar
from sanban.documents.models import Incoming, Intake, IntakeState
from sanban.inbox.models import Message
from sanban.matters.models import Circulation, Matter, MatterState, Phrase, Step, Todo, TodoState
from sanban.people.init import load_published
from sanban.people.models import Account, Org, Person, RoleHolding
from sanban.people.services.founding import found_office
from sanban.supervision.models import SupervisedItem

ZONE = ZoneInfo("Asia/Shanghai")
MOMENTS = {
    "周一清早": datetime(2026, 9, 14, 7, 50, tzinfo=ZONE),
    "长假半夜": datetime(2026, 10, 4, 0, 11, tzinfo=ZONE),
}
STAGES = {
    "register", "propose", "instruct", "assign", "handle", "reading", "complete", "archive",
    "archived", "rejected", "draft", "review", "settle", "sign_off", "number", "dispatch",
}  # fmt: skip


def open_office(now):
    found_office("演示县人民政府办公室")
    load_published(now.date())
    return load(now, small=True)


@pytest.fixture(params=MOMENTS.values(), ids=MOMENTS)
def now(request):
    return request.param


@pytest.fixture(scope="module")
def opened(django_db_setup, django_db_blocker, tmp_path_factory):
    """只装一次，几个只看不动的测试合用。"""
    folder = tmp_path_factory.mktemp("opened")
    kept = override_settings(DATA=folder, FILES=folder / "files")
    with django_db_blocker.unblock(), kept, transaction.atomic():
        yield open_office(datetime(2026, 9, 16, 10, 7, tzinfo=ZONE)), folder
        transaction.set_rollback(True)


@pytest.fixture
def office(opened, settings):
    loaded, folder = opened
    settings.DATA, settings.FILES = folder, folder / "files"
    return loaded


@pytest.mark.parametrize("day", [16, 14, 13])
def test_office_hours_never_fall_at_night_or_later_than_now(day):
    now = datetime(2026, 9, day, 14, 40, tzinfo=ZONE)
    hours = OfficeHours(now, Calendar(), ZONE)
    walked = hours.walk(hours.before(20), [0, 3, 9, 40])
    assert walked == sorted(walked)
    assert walked[-1] <= now
    assert all(time(8, 30) <= one.time() <= time(17, 30) for one in walked)
    assert all(one.weekday() < 5 for one in walked)


def test_every_paper_is_used_and_the_small_set_has_every_stage():
    keys = {scene.key for scene in SCENES}
    assert keys <= {paper.key for paper in papers(datetime(2026, 9, 16, tzinfo=ZONE).date())}
    assert len(SCENES) >= 36
    assert len([scene for scene in SCENES if scene.small]) <= 14


@pytest.mark.django_db
def test_at_any_hour_every_step_is_in_office_hours(now):
    assert not is_loaded()
    open_office(now)
    assert is_loaded()
    moments = [timezone.localtime(one) for one in Step.objects.values_list("done_at", flat=True)]
    assert all(time(8, 30) <= one.time() <= time(17, 30) for one in moments)
    assert max(moments) <= now
    assert not Step.objects.filter(person__isnull=False, post_name="")
    numbers = list(Incoming.objects.order_by("received_at").values_list("receipt_no", flat=True))
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    assert all(
        one.received_at.astimezone(ZONE).date() >= one.issue_date for one in Incoming.objects.all()
    )


def test_every_stage_and_every_kind_of_thing_is_there(office):
    papers_ = Matter.objects.filter(kind__in=("incoming", "outgoing"))
    assert set(papers_.values_list("stage", flat=True)) == STAGES
    assert SupervisedItem.objects.count() == SMALL
    assert office.matters == Matter.objects.filter(kind="incoming").count()
    states = set(Matter.objects.values_list("state", flat=True))
    assert {MatterState.RUNNING, MatterState.DONE, MatterState.VOIDED} <= states
    waiting = set(Intake.objects.values_list("state", flat=True))
    assert {IntakeState.READY, IntakeState.FAULTY} <= waiting
    assert Intake.objects.filter(state=IntakeState.READING, name__endswith=".pdf").exists()
    assert Todo.objects.filter(is_reading=True, state=TodoState.OPEN).exists()
    assert Step.objects.filter(recorded_by__isnull=False).exists()
    assert Circulation.objects.exists()
    assert Message.objects.exists()
    assert Phrase.objects.filter(stage="instruct", person=None).count() >= 3
    assert not [verify(item).faults for item in ArchiveItem.objects.all() if verify(item).faults]


def test_everybody_is_there_with_a_post_a_role_and_an_account(office):
    assert Org.objects.count() == len(ORGANS)
    assert Person.objects.count() == Account.objects.count() == len(PEOPLE)
    assert not Person.objects.filter(post_name="")
    assert RoleHolding.objects.count() == sum(len(one.roles) for one in PEOPLE) + len(SIGNERS)
    for seat in CAST:
        account = Account.objects.get(username=seat.username)
        assert account.person.name == seat.name
        assert account.check_password(PASSWORD)
        assert not account.must_change_password
        assert seat.username in table()


def test_the_cast_open_their_pages(client, office):
    for seat in CAST:
        account = Account.objects.get(username=seat.username)
        client.force_login(account, backend="sanban.people.backends.AccountBackend")
        assert client.get(reverse("desk"), follow=True).status_code == 200
        for matter in Matter.objects.visible_to(account.person):
            assert client.get(reverse("matter", args=[matter.pk])).status_code == 200


def test_user_names_are_not_shared():
    assert len({member.username for member in PEOPLE}) == len(PEOPLE)


def test_without_libreoffice_a_docx_comes_instead(monkeypatch):
    monkeypatch.setenv("PATH", "")
    paper = papers(datetime(2026, 9, 16, tzinfo=ZONE).date())[0]
    suffix, data = made(paper, "wps")
    assert suffix == "docx"
    assert data.startswith(b"PK")
