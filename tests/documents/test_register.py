"""登记：取号、查重、拒收密级、更正、作废。"""

from datetime import date, timedelta

import pytest

from sanban.audit.models import AuditLog
from sanban.core.errors import Refused
from sanban.documents import services
from sanban.documents.models import Incoming
from sanban.matters.models import Matter, MatterState, Step, Todo
from tests.documents.conftest import form


def test_registers_a_typed_in_document_and_sends_it_on(cast, incoming, now):
    assert (incoming.receipt_year, incoming.receipt_no) == (2026, 1)
    assert incoming.matter.stage == "propose"
    assert Todo.objects.desk_of(cast.director).count() == 1
    assert incoming.matter.values["nature"] == "action_item"


def test_may_wait_at_the_register(cast, now):
    kept = services.register(None, form(), by=cast.clerk, now=now, send=False)
    assert kept.matter.stage == "register"
    assert Todo.objects.desk_of(cast.clerk).count() == 1


def test_a_sender_known_here_is_linked(cast, now):
    made = services.register(None, form(sender_name="县水务局"), by=cast.clerk, now=now)
    assert made.sender_org == cast.water


def test_due_day_follows_urgency_in_workdays(cast, now):
    made = services.register(None, form(urgency="high"), by=cast.clerk, now=now)
    assert made.matter.due_at.date() == date(2026, 9, 21)


def test_a_reading_item_has_no_due_day(cast, now):
    made = services.register(None, form(nature="read_item"), by=cast.clerk, now=now)
    assert not made.matter.has_due


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": "  "}, "no-title"),
        ({"sender_name": ""}, "no-sender-name"),
        ({"title": "长" * 501}, "too-long"),
        ({"urgency": "soon"}, "bad-choice"),
        ({"due_on": date(2026, 9, 1)}, "bad-day"),
    ],
)
def test_refuses_what_is_not_right(cast, now, changes, code):
    with pytest.raises(Refused) as refusal:
        services.register(None, form(**changes), by=cast.clerk, now=now)
    assert refusal.value.code == code
    assert not Matter.objects.exists()


def test_received_time_may_not_lie_ahead(cast, now):
    with pytest.raises(Refused, match="收文时间"):
        late = form(received_at=now + timedelta(days=1))
        services.register(None, late, by=cast.clerk, now=now)


def test_only_clerks_and_directors_register(cast, now):
    with pytest.raises(Refused, match="文书登记"):
        services.register(None, form(), by=cast.outsider, now=now)


@pytest.mark.parametrize("title", ["（机密）关于某事的通知", "关于某事的通知 秘密★1年", "绝密"])
def test_refuses_typed_classification_marks_and_keeps_nothing(cast, now, title):
    with pytest.raises(Refused, match="保守国家秘密法"):
        services.register(None, form(title=title), by=cast.clerk, now=now)
    (row,) = AuditLog.objects.all()
    assert (row.act, row.detail, row.target) == ("secret.refused", "1 件", "")
    assert not Incoming.objects.exists()


def test_words_about_secrets_are_no_mark(cast, now):
    title = "关于加强商业秘密保护和保守国家秘密教育的通知"
    assert services.register(None, form(title=title), by=cast.clerk, now=now).pk


@pytest.mark.parametrize(
    "number",
    ["演应急〔2026〕36号", "演应急[2026]36号", "演应急（2026） 036 号", "演应急【２０２６】第36号"],
)
def test_the_same_number_is_refused_however_it_is_written(cast, incoming, now, number):
    again = form(title="完全另外的一个标题", sender_number=number)
    with pytest.raises(Refused, match="写明理由"):
        services.register(None, again, by=cast.clerk, now=now)
    made = services.register(None, again, by=cast.clerk, now=now, repeat_reason="补来原件")
    assert (made.receipt_no, made.repeat_reason) == (2, "补来原件")


def test_near_same_titles_are_shown(cast, incoming):
    (one,) = services.find_duplicates(sender="演示市应急管理局", title="关于做好秋季防火工作通知")
    assert one.incoming == incoming
    assert one.blocks
    assert 0.85 <= one.likeness < 1


def test_another_sender_with_the_same_title_is_only_a_hint(cast, incoming):
    (one,) = services.find_duplicates(sender="演示市林业局", title=incoming.matter.title)
    assert not one.blocks


def test_issues_of_one_series_are_not_duplicates(cast, now):
    first = form(title="情况通报第36期", sender_number="")
    services.register(None, first, by=cast.clerk, now=now)
    assert not services.find_duplicates(title="情况通报第37期")


def test_a_voided_number_stays_visible_and_is_not_used_again(cast, incoming, now):
    gone = services.void(incoming, reason="重复登记", by=cast.clerk, now=now)
    assert gone.matter.state == MatterState.VOIDED
    assert Incoming.objects.visible_to(cast.clerk).get() == gone
    assert not Todo.objects.desk_of(cast.director).exists()
    assert services.register(None, form(), by=cast.clerk, now=now).receipt_no == 2


def test_voiding_needs_a_reason_and_the_right_person(cast, incoming, now):
    with pytest.raises(Refused, match="理由"):
        services.void(incoming, reason=" ", by=cast.clerk, now=now)
    with pytest.raises(Refused, match="文书或主任"):
        services.void(incoming, reason="错", by=cast.finance_liaison, now=now)


def test_a_correction_keeps_old_and_new_in_the_trail_and_no_content_in_the_audit(
    cast, incoming, now
):
    changes = {"title": "关于做好冬季防火工作的通知", "copies": 3}
    fresh = services.change(incoming, changes, by=cast.clerk, now=now)
    assert (fresh.matter.title, fresh.copies) == (changes["title"], 3)
    step = Step.objects.get(matter=fresh.matter, action="amend")
    assert "标题：关于做好秋季防火工作的通知 → 关于做好冬季防火工作的通知" in step.remark
    assert (step.person, step.note) == (cast.clerk, "改了份数、标题")
    details = AuditLog.objects.filter(act="incoming.change").values_list("detail", flat=True)
    assert list(details) == ["改了份数、标题"]


def test_a_correction_without_change_is_refused(cast, incoming, now):
    with pytest.raises(Refused, match="没有改动"):
        services.change(incoming, {"title": incoming.matter.title}, by=cast.clerk, now=now)


def test_a_failed_registration_uses_no_number(cast, incoming, now):
    with pytest.raises(Refused):
        services.register(None, form(), by=cast.clerk, now=now)
    other = form(title="另一份", sender_number="演应急〔2026〕37号")
    assert services.register(None, other, by=cast.clerk, now=now).receipt_no == 2
