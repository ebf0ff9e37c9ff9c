"""归档：期限有理由，件号不断，清单对得上，内容从此不变。"""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from sanban.archives import services
from sanban.archives.models import ArchiveItem, Retention, SealedError
from sanban.core.errors import Refused
from sanban.documents import services as documents
from sanban.files import services as files
from sanban.matters import services as matters
from sanban.matters.doers import Choice
from sanban.matters.models import MatterFile, Step, Todo
from sanban.matters.services import Asked, Opening
from tests.archives.conftest import FILING, NOTE, TOLD, archive, finished, raw


@pytest.mark.parametrize(
    ("title", "nature", "retention"),
    [
        ("关于张三等同志任免的通知", "action_item", Retention.PERMANENT),
        ("县政府第五次常务会议纪要", "read_item", Retention.PERMANENT),
        ("关于印发防汛专项整改方案的通知", "action_item", Retention.THIRTY),
        ("关于报送请示的函", "action_item", Retention.THIRTY),
        ("关于国庆节放假的通知", "action_item", Retention.TEN),
        ("关于加强作风建设的意见", "read_item", Retention.TEN),
    ],
)
def test_a_retention_is_proposed_with_its_reason(cast, now, title, nature, retention):
    opening = Opening(title, data={"nature": nature})
    matter = matters.start("incoming", opening, by=cast.clerk, now=now)
    proposal = services.propose_retention(matter)
    assert proposal.retention == retention
    assert proposal.reason


def test_the_archival_code_follows_the_standard(item):
    assert item.archival_code == "Z109-WS·2026-D30-BGS-0001"
    assert (item.title, item.responsible, item.pages) == (item.matter.title, "县水务局", 3)


def test_items_are_numbered_per_class_without_a_gap(cast, now):
    codes = [archive(finished(cast, now), cast, now).item_no for _ in range(3)]
    other = archive(finished(cast, now), cast, now, retention=Retention.PERMANENT)
    assert (codes, other.item_no) == ([1, 2, 3], 1)


def test_a_matter_across_two_years_belongs_to_the_year_it_was_completed(cast, now, matter):
    item = archive(matter, cast, now + timedelta(days=150))
    assert item.year == 2026


def test_only_the_clerk_at_the_last_stage_archives(cast, matter, now):
    with pytest.raises(Refused, match="不由您办理"):
        services.archive(matter, filing=FILING, description=TOLD, by=cast.mayor, now=now)
    assert not ArchiveItem.objects.exists()


def test_what_is_still_running_is_not_collected(cast, matter, now):
    with pytest.raises(Refused, match="还没有办结"):
        services.collect(matter, filing=FILING, description=TOLD, by=cast.clerk, now=now)


def test_a_second_click_is_refused_and_takes_no_number(cast, item, now):
    with pytest.raises(Refused):
        archive(item.matter, cast, now)
    assert archive(finished(cast, now), cast, now).item_no == 2


@pytest.mark.parametrize(
    "changed", [{"fonds_no": "109"}, {"section_code": "办公室"}, {"retention": "9"}]
)
def test_wrong_codes_are_refused_before_anything_moves(cast, matter, now, changed):
    steps = Step.objects.count()
    with pytest.raises(Refused):
        archive(matter, cast, now, **changed)
    assert Step.objects.count() == steps


def test_the_codes_are_remembered(item):
    assert services.filing_defaults() == {"fonds_no": "Z109", "section_code": "BGS"}


def test_the_archivist_may_see_it_and_an_outsider_may_not(cast, item):
    assert ArchiveItem.objects.visible_to(cast.archivist).count() == 1
    assert ArchiveItem.objects.visible_to(cast.outsider).count() == 0


def test_unread_copies_are_taken_back_first(cast, matter, now):
    matters.circulate(matter, [cast.mayor], by=cast.clerk, now=now)
    item = archive(matter, cast, now)
    assert not Todo.objects.reading_of(cast.mayor).exists()
    assert services.verify(item).faults == ()


def test_the_manifest_holds(item):
    check = services.verify(item)
    assert (check.files, check.steps, check.faults) == (1, 6, ())


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE matters_step SET remark = '改过' WHERE number = 3", "第 3 步"),
        ("UPDATE matters_file SET name = '换过.txt'", "不一致"),
        ("UPDATE archives_item SET metadata = '{}'", "元数据或清单"),
    ],
)
def test_a_change_in_the_database_is_found(item, sql, said):
    raw(sql)
    fresh = ArchiveItem.objects.get()
    assert any(said in fault for fault in services.verify(fresh).faults)


def test_a_change_on_the_disk_is_found(item):
    files.path_of(MatterFile.objects.get().stored).write_bytes(b"x")
    assert "已损坏" in services.verify(item).faults[0]


def test_an_archived_item_cannot_be_changed_or_deleted(item):
    for act in (item.save, item.delete, ArchiveItem.objects.all().delete):
        with pytest.raises(SealedError):
            act()
    with pytest.raises(SealedError):
        ArchiveItem.objects.update(title="x")


# fmt: off
FORBIDDEN = {
    "move": lambda m, c, a: matters.move(m, "archive", asked=a),
    "send_back": lambda m, c, a: matters.send_back(m, "complete", asked=a, remark="x"),
    "add_signer": lambda m, c, a: matters.add_signer(m, [c.drafter], asked=a),
    "reply": lambda m, c, a: matters.reply(m, asked=a, remark="x"),
    "refer": lambda m, c, a: matters.refer(m, c.clerk_b, asked=a),
    "direct_send": lambda m, c, a: matters.direct_send(
        m, "assign", asked=Asked(c.director, a.now), remark="x", choice=Choice()),
    "terminate": lambda m, c, a: matters.terminate(m, asked=Asked(c.director, a.now), remark="x"),
    "withdraw": lambda m, c, a: matters.withdraw(m, by=c.clerk, now=a.now),
    "remind": lambda m, c, a: matters.remind(m, by=c.clerk, now=a.now),
    "circulate": lambda m, c, a: matters.circulate(m, [c.deputy], by=c.clerk, now=a.now),
    "withdraw_opinion": lambda m, c, a: matters.withdraw_opinion(
        m.steps.get(number=3), by=c.director, now=a.now),
    "set_values": lambda m, c, a: matters.set_values(m, nature="read_item"),
    "amend": lambda m, c, a: matters.amend(
        m, matters.Amendment(note="x", title="改"), by=c.clerk, now=a.now
    ),
    "void": lambda m, c, a: matters.void(m, by=c.clerk, now=a.now, reason="x"),
    "close_past": lambda m, c, a: matters.close_past(
        m, by=c.clerk, now=a.now, ended_at=a.now, note="x"),
    "attach": lambda m, c, a: documents.attach(
        m, [NOTE], role="attachment", by=c.clerk, now=a.now),
    "correct": lambda m, c, a: documents.correct(
        m, m.files.first(), NOTE, reason="x", by=c.clerk, now=a.now),
    "retract": lambda m, c, a: documents.retract(
        m, m.files.first(), reason="x", by=c.clerk, now=a.now),
    "distribute": lambda m, c, a: documents.distribute(m, [c.water], by=c.clerk, now=a.now),
    "withdraw_all": lambda m, c, a: documents.withdraw(m, by=c.clerk, now=a.now),
}
# fmt: on


@pytest.mark.parametrize("name", FORBIDDEN)
def test_every_act_is_refused_after_archiving(cast, item, now, name):
    with pytest.raises(Refused):
        FORBIDDEN[name](item.matter, cast, Asked(cast.clerk, now))
    assert services.verify(item).faults == ()


def test_handing_over_and_retiring_leave_the_archive_as_it_is(cast, item, now):
    assert matters.hand_over(cast.clerk, cast.clerk_b, by=cast.director, now=now) == 0
    matters.retire(cast.clerk, to=None, by=cast.director, now=now)
    assert services.verify(item).faults == ()


@pytest.mark.django_db(transaction=True)
def test_two_clerks_at_once_make_one_item(cast, now):
    matter = finished(cast, now)
    outcomes, gate = [], threading.Barrier(2)

    def go_on(person):
        gate.wait()
        try:
            services.archive(matter, filing=FILING, description=TOLD, by=person, now=now)
            outcomes.append("办成")
        except Refused:
            outcomes.append("拒绝")
        connection.close()

    threads = [threading.Thread(target=go_on, args=(one,)) for one in (cast.clerk, cast.clerk_b)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(outcomes) == ["办成", "拒绝"]
    assert ArchiveItem.objects.get().item_no == 1
