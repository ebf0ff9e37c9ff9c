"""难办的：绕过审定销号、年份写错、乱码、大照片、别的单位的主任、光一个 1 的完成率、重新办理。"""

from datetime import date, timedelta

import pytest

from sanban.files.services.guards import Upload
from sanban.matters.doers import LEAD, Choice
from sanban.matters.services import Asked
from sanban.people.models import RoleCode, RoleHolding
from sanban.supervision import services
from sanban.supervision.models import Handler, RequestKind, SideRequest
from sanban.supervision.services import Finding, SubtaskForm, Wish
from sanban.supervision.services.campaigns import CampaignForm, enlist, open_campaign
from sanban.supervision.services.importing.cells import day_in, percent_in
from sanban.supervision.services.notices import notice_form
from tests.conftest import NOW
from tests.supervision.conftest import LATER, apply, fresh, go, passed, propose
from tests.supervision.test_requests import code_of

ODD = (date(1, 1, 1), date(9999, 12, 30), date(9999, 12, 31))
BROKEN = ("甲\x00乙", "甲\ud800乙")


def rebounded(cast, closed, now):
    look = {"result": "rebounded", "note": "又塌了", "by": cast.supervisor, "now": now}
    return services.look_back(closed, **look, due_on=date(2027, 6, 1))


def test_sent_past_the_leader_it_still_cannot_be_closed(cast, applied):
    item = passed(cast, applied)
    asked, choice = Asked(cast.director, NOW), Choice(people=(cast.supervisor,))
    services.direct_send(item.matter, "close_off", asked=asked, remark="特送", choice=choice)
    for way in ("close_off", "close_plain"):
        assert code_of(go, item, way, cast.supervisor) == "not-consented"
    assert fresh(item).is_open


def test_consent_before_a_redo_does_not_count(cast, applied):
    item = go(passed(cast, applied), "to_leader", cast.supervisor, people=(cast.mayor,))
    item = go(item, "consent", cast.mayor)
    asked = Asked(cast.supervisor, NOW)
    services.send_back(item.matter, "handle", asked=asked, remark="少一处", straight_back=True)
    item = apply(cast, item)
    assert item.matter.stage == "close_off"
    finding = Finding(method="papers", is_passed=True, opinion="补看", verified_on=NOW.date())
    assert code_of(services.verify, item, finding, by=cast.supervisor, now=NOW) == "not-verifying"
    assert code_of(go, item, "close_off", cast.supervisor) == "not-consented"


@pytest.mark.parametrize("day", ODD)
def test_a_year_mistyped_is_said_at_once(cast, assigned, day):
    told = {"by": cast.supervisor, "now": NOW}
    assert code_of(propose, cast, due_on=day, milestones=()) == "odd-day"
    assert code_of(propose, cast, due_on=None, milestones=((day, "完成"),)) == "odd-day"
    for kind in (RequestKind.EXTENSION, RequestKind.SUSPENSION, RequestKind.PHASE):
        assert (
            code_of(services.ask, assigned, Wish(kind, "汛期", day), org=None, **told) == "odd-day"
        )
    form = SubtaskForm(title="设计", due_on=day)
    assert code_of(services.add_subtask, assigned, form, **told) == "odd-day"
    new = {"name": "验收", "due_on": day, "reason": "漏了", **told}
    assert code_of(services.add_milestone, assigned, **new) == "odd-day"
    assert day_in(f"{day:%Y-%m-%d}".zfill(10)) is None


@pytest.mark.parametrize("words", BROKEN)
def test_characters_no_database_keeps_are_refused(cast, assigned, words):
    told = {"by": cast.supervisor, "now": NOW}
    assert code_of(propose, cast, title=words) == "odd-characters"
    wish = Wish(RequestKind.COORDINATION, words)
    assert code_of(services.ask, assigned, wish, org=None, **told) == "odd-characters"


def test_a_forty_megabyte_photo_is_refused_wherever_it_comes(cast, assigned):
    photo = Upload("现场.jpg", b"\xff\xd8" + b"x" * (40 * 1024 * 1024))
    sent = {"uploads": (photo,), "remark": "办好了"}
    assert code_of(go, assigned, "apply_close", cast.finance_liaison, **sent) == "photo-too-large"
    item = apply(cast, assigned)
    found = Finding(method="site", is_passed=True, opinion="看了", verified_on=NOW.date())
    told = {"by": cast.supervisor, "now": NOW, "uploads": (photo,)}
    assert code_of(services.verify, item, found, **told) == "photo-too-large"
    assert not item.verifications.exists()


def test_the_rules_are_set_by_the_director_of_the_supervising_office_only(cast):
    other = cast.outsider
    RoleHolding.objects.create(person=other, role=RoleCode.DIRECTOR, org=cast.finance)
    assert code_of(services.set_rules, {"near_days": "5"}, by=other) == "not-director"
    assert code_of(services.set_rules, {"series": "机密"}, by=cast.director) == "classified"
    assert services.set_rules({"near_days": "5"}, by=cast.director).near_days == 5


def test_a_bare_one_is_neither_one_nor_a_hundred_percent():
    assert percent_in("1") is None
    assert [percent_in(one) for one in ("1%", "100%", "0.35", "0", "100")] == [1, 100, 35, 0, 100]


def test_an_item_given_twice_is_enlisted_once(cast, closed):
    form = CampaignForm(name="批示回头看", purpose="", head=cast.deputy)
    campaign = open_campaign(form, by=cast.supervisor, now=NOW)
    assert enlist(campaign, [closed, closed], by=cast.supervisor, now=NOW) == 1


def test_what_cannot_be_ruled_now_is_not_on_the_list(cast, assigned):
    wish = Wish(RequestKind.COORDINATION, "请协调拨款")
    told = {"by": cast.water_principal, "now": NOW}
    made = services.ask(assigned, wish, org=cast.water, **told)
    assert list(SideRequest.objects.waiting()) == [made]
    item = apply(cast, assigned)
    assert not SideRequest.objects.waiting().exists()
    go(item, "redo", cast.supervisor, remark="不合格")
    assert list(SideRequest.objects.waiting()) == [made]


def test_reopened_the_units_sign_anew_and_may_object_again(cast, closed):
    later = NOW + timedelta(days=120)
    before = list(Handler.objects.filter(item=closed).order_by("pk").values())
    assert all(row["acknowledged_at"] for row in before)
    item = rebounded(cast, closed, later)
    rows = Handler.objects.current(item)
    assert {(row.assigned_at, row.acknowledged_at) for row in rows} == {(later, None)}
    assert item.acknowledged_at is None
    assert notice_form(item).issued_on == "2027年1月14日"
    services.withdraw(item.matter, by=cast.supervisor, now=later)
    assert list(Handler.objects.filter(item=closed).order_by("pk").values()) == before
    item = rebounded(cast, fresh(closed), later)
    wish = Wish(RequestKind.OBJECTION, "已划给别的单位", None, "马局长")
    services.ask(item, wish, org=cast.finance, by=cast.finance_liaison, now=later)


def test_reassigned_a_new_notice_names_the_new_units(cast, assigned):
    told = {"by": cast.supervisor, "now": NOW + timedelta(days=1), "reason": "职责调整"}
    item = services.reassign(assigned, [(cast.finance, LEAD)], **told)
    assert notice_form(item).lead == cast.finance.name
    assert notice_form(item).issued_on == "2026年9月17日"
    assert item.due_at < services.closing(LATER)
