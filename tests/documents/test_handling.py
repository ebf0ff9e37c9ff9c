"""办理：批示要明确、反馈带材料、退文、改办阅、更正撤回、认领扫描件。"""

import pytest

from sanban.archives import services as archives
from sanban.audit.models import AuditLog
from sanban.core.errors import Refused
from sanban.documents import services
from sanban.documents.models import Distribution, Incoming
from sanban.documents.services import Upload, book
from sanban.documents.services.sheet import sheet_of
from sanban.inbox.models import Message
from sanban.matters import services as matters
from sanban.matters.doers import Choice
from sanban.matters.models import Matter, MatterFile, MatterState, Todo
from sanban.matters.services import Asked
from tests.documents.conftest import form

NOTE = Upload("情况说明.txt", "关于落实情况的说明\n已全部落实。".encode())


def go(matter, code, by, now, remark="同意，请抓紧办理", **more):
    choice = Choice(people=more.pop("people", ()), orgs=more.pop("orgs", ()))
    return services.move(matter, code, asked=Asked(by, now), remark=remark, choice=choice, **more)


@pytest.fixture
def handled(cast, incoming, now):
    """走到承办：财政主办、水务协办。"""
    matter = incoming.matter
    go(matter, "to_leaders", cast.director, now, people=(cast.mayor,))
    go(matter, "instruct", cast.mayor, now)
    orgs = ((cast.finance, "lead"), (cast.water, "assist"))
    return go(matter, "assign", cast.clerk, now, orgs=orgs)


@pytest.mark.parametrize("bare", ["阅", "圈阅。", "已阅", " ○ "])
def test_a_bare_circle_on_an_action_item_asks_for_an_opinion(cast, incoming, now, bare):
    go(incoming.matter, "to_leaders", cast.director, now, people=(cast.mayor,))
    with pytest.raises(Refused, match="看不出是否同意") as refusal:
        go(incoming.matter, "instruct", cast.mayor, now, remark=bare)
    assert refusal.value.code == "bare-remark"
    assert go(incoming.matter, "instruct", cast.mayor, now, remark="同意").stage == "assign"


def test_the_supervisor_sees_a_document_once_it_is_instructed(incoming, cast, now):
    go(incoming.matter, "to_leaders", cast.director, now, people=(cast.mayor,))
    assert not Matter.objects.visible_to(cast.supervisor).exists()
    go(incoming.matter, "instruct", cast.mayor, now, remark="请督查室跟踪督办")
    assert Matter.objects.visible_to(cast.supervisor).get() == incoming.matter


def test_circling_a_reading_item_needs_no_opinion(cast, now):
    made = services.register(None, form(nature="read_item"), by=cast.clerk, now=now)
    go(made.matter, "to_leaders", cast.director, now, people=(cast.mayor,))
    assert go(made.matter, "circled", cast.mayor, now, remark="").stage == "assign"


def test_a_secret_opinion_is_refused(cast, incoming, now):
    with pytest.raises(Refused, match="国家秘密"):
        go(incoming.matter, "to_clerk", cast.director, now, remark="机密★10年")


def test_assigned_units_get_receipts_that_follow_their_work(cast, handled, now):
    rows = {row.org: row for row in Distribution.objects.of(handled)}
    assert set(rows) == {cast.finance, cast.water}
    assert services.receive_copy(handled, by=cast.water_liaison, now=now) == 1
    go(handled, "report_back", cast.water_liaison, now, remark="已办好", uploads=[NOTE])
    row = Distribution.objects.get(org=cast.water)
    assert (row.received_by, row.handled_at, row.answer) == (cast.water_liaison, now, "已办好")
    file = MatterFile.objects.get(role="feedback")
    assert file.step.action == "report_back"
    assert Distribution.objects.get(org=cast.finance).handled_at is None


def test_a_withdrawn_answer_reopens_the_receipt(cast, handled, now):
    go(handled, "report_back", cast.water_liaison, now)
    matters.withdraw(handled, by=cast.water_liaison, now=now)
    services.settle_copies(handled, by=cast.water_liaison, now=now)
    assert Distribution.objects.get(org=cast.water).handled_at is None


def test_a_withdrawn_answer_takes_its_papers_back(cast, handled, now):
    go(handled, "report_back", cast.water_liaison, now, uploads=[NOTE])
    services.withdraw(handled, by=cast.water_liaison, now=now)
    assert not MatterFile.objects.current(handled).exists()
    assert Distribution.objects.get(org=cast.water).handled_at is None
    go(handled, "report_back", cast.water_liaison, now, uploads=[NOTE])
    assert MatterFile.objects.current(handled).count() == 1


def test_a_withdrawn_assignment_takes_the_copies_back(cast, handled, now):
    matters.withdraw(handled, by=cast.clerk, now=now)
    services.settle_copies(handled, by=cast.clerk, now=now)
    assert not Distribution.objects.of(handled).exists()


def test_rejects_with_a_reason_code(cast, now):
    made = services.register(None, form(), by=cast.clerk, now=now, send=False)
    with pytest.raises(Refused, match="退文原因"):
        services.reject(made, reason="", remark="错", by=cast.clerk, now=now)
    gone = services.reject(made, reason="routing", remark="应报上级机关", by=cast.clerk, now=now)
    assert (gone.rejection_reason, gone.matter.state) == ("routing", MatterState.DONE)
    assert gone.matter.steps.last().remark == "不符合行文规则：应报上级机关"


def test_nature_can_be_changed_and_moves_follow(cast, incoming, now):
    changed = services.set_nature(incoming, "read_item", by=cast.clerk, now=now)
    moves = matters.options_for(changed.matter, cast.director).moves
    assert "to_readers" in {one.code for one in moves}


def test_readers_may_be_chosen_with_the_move(cast, now):
    made = services.register(None, form(nature="read_item"), by=cast.clerk, now=now)
    go(made.matter, "to_readers", cast.director, now, readers=[cast.deputy, cast.drafter])
    assert Todo.objects.reading_of(cast.deputy).count() == 1


def test_a_correction_replaces_the_copy_and_tells_every_holder(cast, now, docx):
    taken = services.receive(docx, name="通知.docx", by=cast.clerk, now=now)
    made = services.register(taken, form(), by=cast.clerk, now=now)
    matter = made.matter
    services.distribute(matter, [cast.water], by=cast.clerk, now=now)
    old = MatterFile.objects.current(matter).get()
    new = Upload("更正.txt", "关于做好秋季防火工作的通知（更正件）".encode())
    services.correct(matter, old, new, reason="日期有误", by=cast.clerk, now=now)
    assert MatterFile.objects.current(matter).get().name == "更正.txt"
    assert MatterFile.objects.filter(matter=matter).count() == 2
    told = Message.objects.filter(kind="correction").values_list("person__name", flat=True)
    assert {"周明远", "江一帆"} <= set(told)
    with pytest.raises(Refused, match="更正或撤回过"):
        services.correct(matter, old, new, reason="再改", by=cast.clerk, now=now)


def test_a_retracted_file_is_shown_to_nobody(cast, incoming, now):
    services.attach(incoming.matter, [NOTE], role="attachment", by=cast.clerk, now=now)
    file = MatterFile.objects.current(incoming.matter).get()
    with pytest.raises(Refused, match="原因"):
        services.retract(incoming.matter, file, reason="", by=cast.clerk, now=now)
    services.retract(incoming.matter, file, reason="发错", by=cast.clerk, now=now)
    assert not MatterFile.objects.current(incoming.matter).exists()


def test_archived_documents_cannot_be_corrected(cast, incoming, now):
    matter = incoming.matter
    services.attach(matter, [NOTE], role="attachment", by=cast.clerk, now=now)
    file = MatterFile.objects.current(matter).get()
    go(matter, "to_clerk", cast.director, now)
    go(matter, "no_handling", cast.clerk, now)
    go(matter, "complete", cast.clerk, now)
    go(matter, "archive", cast.clerk, now)
    with pytest.raises(Refused, match="已经办结"):
        services.retract(matter, file, reason="发错", by=cast.clerk, now=now)


def test_what_the_office_wrote_on_completing_is_the_result(cast, incoming, now):
    matter = incoming.matter
    go(matter, "to_clerk", cast.director, now)
    go(matter, "no_handling", cast.clerk, now)
    go(matter, "complete", cast.clerk, now, remark="已答复来文单位。")
    assert sheet_of(Incoming.objects.get()).result == "已答复来文单位。"
    (row,) = book.book_rows(Incoming.objects.select_related("matter"))
    assert row["result"] == "已答复来文单位。"
    matters.withdraw(matter, by=cast.clerk, now=now)
    assert sheet_of(Incoming.objects.get()).result == ""


def test_opening_an_archived_document_leaves_the_archive_as_it_is(cast, incoming, now):
    matter = incoming.matter
    services.distribute(matter, [cast.water], by=cast.clerk, now=now)
    go(matter, "to_clerk", cast.director, now)
    go(matter, "no_handling", cast.clerk, now)
    go(matter, "complete", cast.clerk, now)
    item = go(matter, "archive", cast.clerk, now).archive_item
    assert services.read_copy(matter, by=cast.water_liaison, now=now) == 1
    assert Distribution.objects.get().received_by == cast.water_liaison
    assert archives.verify(item).faults == ()
    assert AuditLog.objects.filter(act="matter.receive", detail="县水务局").exists()
