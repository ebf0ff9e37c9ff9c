"""堵点、群众意见、实地检查：记得下，认得清谁能记，不合规矩的说清楚。"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sanban.core.errors import Refused
from sanban.files.services.guards import Upload
from sanban.matters.models import MatterFile, Step
from sanban.supervision import services
from sanban.supervision.models import Blockage, SiteCheck, Voice
from sanban.supervision.services import BlockageForm, SiteCheckForm, VoiceForm
from tests.conftest import NOW

TODAY = date(2026, 9, 16)
TOMORROW = TODAY + timedelta(1)
BLOCKED = BlockageForm(
    kind="blocked", title="热力管线过路审批要跑四个部门", raised_on=TODAY, due_on=TOMORROW
)
HEARD = VoiceForm(channel="12345 热线", words="供热开栓通知得太晚", received_on=TODAY)
SEEN = SiteCheckForm(
    place="北环路", checked_on=TODAY, people="方弦、吴文静", findings="三处险段加固了两处"
)


def refused(code, call, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    assert caught.value.code == code
    return caught.value.message


def test_a_blockage_is_added_and_solved(cast):
    row = services.add_blockage(BLOCKED, by=cast.supervisor, now=NOW)
    assert (row.org, row.raised_by, row.solved_on) == (cast.office, cast.supervisor, None)
    solved = services.solve_blockage(
        row, outcome="并联审批，一次办结", on=TODAY, by=cast.clerk, now=NOW
    )
    assert (solved.outcome, solved.solved_on) == ("并联审批，一次办结", TODAY)
    again = {"outcome": "又一次", "on": TODAY, "by": cast.clerk, "now": NOW}
    assert "9月16日已经" in refused("solved", services.solve_blockage, row, **again)


def test_a_blockage_hangs_on_one_item_only(cast, assigned, proposed):
    row = services.add_blockage(BLOCKED, by=cast.supervisor, now=NOW)
    linked = services.link_blockage(row, assigned, by=cast.supervisor, now=NOW)
    assert linked.item_id == assigned.pk
    services.link_blockage(row, assigned, by=cast.supervisor, now=NOW)
    other = services.initiate(services.form_of(proposed), by=cast.supervisor, now=NOW)
    refused("linked", services.link_blockage, row, other, by=cast.supervisor, now=NOW)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kind": "odd"}, "no-kind"),
        ({"title": " "}, "no-words"),
        ({"title": "长" * 201}, "too-long"),
        ({"raised_on": TOMORROW}, "day-ahead"),
        ({"due_on": TODAY - timedelta(1)}, "due-past"),
        ({"detail": "机密★10年"}, "classified"),
    ],
)
def test_a_faulty_blockage_is_refused(cast, changes, code):
    refused(code, services.add_blockage, replace(BLOCKED, **changes), by=cast.clerk, now=NOW)
    assert not Blockage.objects.exists()


def test_only_the_office_keeps_the_register(cast):
    refused("not-office", services.add_blockage, BLOCKED, by=cast.water_liaison, now=NOW)
    row = services.add_blockage(BLOCKED, by=cast.director, now=NOW)
    given = {"outcome": "好了", "on": TODAY, "by": cast.water_liaison, "now": NOW}
    refused("not-office", services.solve_blockage, row, **given)


@pytest.mark.parametrize(
    ("outcome", "on", "code"),
    [
        ("", TODAY, "no-words"),
        ("好了", TOMORROW, "day-ahead"),
        ("好了", date(2026, 9, 1), "day-before"),
    ],
)
def test_solving_says_what_is_wrong(cast, outcome, on, code):
    row = services.add_blockage(BLOCKED, by=cast.clerk, now=NOW)
    given = {"outcome": outcome, "on": on, "by": cast.clerk, "now": NOW}
    refused(code, services.solve_blockage, row, **given)


def test_a_voice_is_kept_with_the_item(cast, assigned):
    services.add_voice(assigned, HEARD, by=cast.supervisor, now=NOW)
    assert (Voice.objects.get().item_id, Voice.objects.get().by) == (assigned.pk, cast.supervisor)
    assert Step.objects.filter(matter=assigned.pk, action="voice").count() == 1


@pytest.mark.parametrize(
    "words",
    [
        "13800138000 来电反映",
        "住户 110101199003074119 反映",
        "11010119900307411X反映",
        "请回电0937-8212345",
    ],
)
def test_a_number_that_may_be_personal_is_asked_about(cast, assigned, words):
    form = replace(HEARD, words=words)
    said = refused("personal", services.add_voice, assigned, form, by=cast.supervisor, now=NOW)
    assert words[:11] not in said
    cleared = replace(form, is_cleared=True)
    assert services.add_voice(assigned, cleared, by=cast.supervisor, now=NOW).pk


@pytest.mark.parametrize("words", ["反映12345热线打不通", "欠薪 1380013800012 元", "2026年9月16日"])
def test_plain_numbers_are_not_personal(words):
    assert services.personal_in(words) == ""


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"words": ""}, "no-words"),
        ({"channel": " "}, "no-channel"),
        ({"received_on": TOMORROW}, "day-ahead"),
    ],
)
def test_a_faulty_voice_is_refused(cast, assigned, changes, code):
    form = replace(HEARD, **changes)
    refused(code, services.add_voice, assigned, form, by=cast.supervisor, now=NOW)


def test_units_do_not_write_the_voices_and_checks(cast, assigned):
    by = cast.water_liaison
    refused("not-office", services.add_voice, assigned, HEARD, by=by, now=NOW)
    refused("not-office", services.add_site_check, assigned, SEEN, by=by, now=NOW)


def test_a_site_check_needs_no_photo(cast, assigned):
    row = services.add_site_check(assigned, SEEN, by=cast.supervisor, now=NOW)
    assert row.step.note == "实地检查：9月16日，北环路"
    assert not MatterFile.objects.filter(step=row.step).exists()


def test_what_is_given_with_a_site_check_hangs_on_its_step(cast, assigned):
    papers = [Upload("记录.txt", "三处险段".encode())]
    form = replace(SEEN, is_unannounced=True, org=cast.water)
    row = services.add_site_check(assigned, form, by=cast.supervisor, now=NOW, uploads=papers)
    assert row.step.note.startswith("暗访")
    assert MatterFile.objects.get(step=row.step).name == "记录.txt"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"findings": " "}, "no-words"),
        ({"place": ""}, "no-place"),
        ({"people": ""}, "no-place"),
        ({"checked_on": TOMORROW}, "day-ahead"),
        ({"advice": "长" * 5001}, "too-long"),
    ],
)
def test_a_faulty_site_check_is_refused(cast, assigned, changes, code):
    form = replace(SEEN, **changes)
    refused(code, services.add_site_check, assigned, form, by=cast.supervisor, now=NOW)
    assert not SiteCheck.objects.exists()
