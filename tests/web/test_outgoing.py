"""发文的页面：几本台账、事项页、手写、批阅。"""

import json
from datetime import timedelta
from io import BytesIO

import pytest
import segno
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from python_calamine import load_workbook

from sanban.documents.kinds.outgoing import KIND
from sanban.documents.models import (
    Consultation,
    Distribution,
    Ink,
    InkToken,
    Outgoing,
    ReviewItem,
    SealUse,
)
from sanban.documents.services import drafting, inking, issuing
from sanban.engine.gongwen.serialise import from_json
from sanban.matters.doers import Choice
from sanban.matters.models import MatterFile, Step
from sanban.matters.services import Asked
from sanban.people.models import RoleHolding
from tests.web import outgoing_steps as steps

MOST = 12
STROKES = json.dumps(
    {
        "width": 804,
        "height": 440,
        "strokes": [
            {"pen": "thick", "points": [[100, 100], [180, 140], [260, 90]]},
            {"pen": "thin", "points": [[300, 200]]},
        ],
    }
)


def text(answer):
    return answer.content.decode()


def matter_url(outgoing, tab="file"):
    return reverse("matter", args=[outgoing.pk]) + f"?tab={tab}"


@pytest.fixture
def issued(cast, now, prefix):
    """一份已经发出的通知。"""
    return steps.walk(steps.new_draft(cast, now, prefix), cast, now, until="archive")


@pytest.fixture
def at_leader(cast, now, prefix):
    """一份送到县长那里等签发的通知。"""
    return steps.walk(steps.new_draft(cast, now, prefix), cast, now, until="sign_off")


@pytest.mark.parametrize(
    "tab",
    ("file", "draft", "versions", "review", "consult", "issue", "receipts", "trace", "files"),
)
def test_every_tab_of_an_outgoing_matter_opens(cast, sign_in, issued, tab):
    page = sign_in(cast.clerk).get(matter_url(issued, tab))
    assert page.status_code == 200
    assert issued.matter.title in text(page)


def test_the_register_shows_the_columns_of_the_paper_book(cast, sign_in, issued):
    page = sign_in(cast.clerk).get(reverse("outgoing-book"))
    (row,) = page.context["rows"]
    assert row["number"] == "演政办发〔2026〕1号"
    assert (row["signer"], row["kind"], row["copies"]) == ("何立新", "通知", 60)
    assert row["publicity"] == "主动公开"
    assert "归档" in row["stage"]


@pytest.mark.parametrize(
    ("query", "count"),
    (
        ("?text=防火", 1),
        ("?text=演政办发〔2026〕1号", 1),
        ("?text=1", 1),
        ("?text=没有这几个字", 0),
        ("?doc_kind=notice", 1),
        ("?doc_kind=request", 0),
        ("?stage=archive", 1),
        ("?series=none", 0),
        ("?year=2020", 0),
        ("?year=", 1),
        ("?light=late", 0),
    ),
)
def test_the_register_is_filtered_by_the_address(cast, sign_in, issued, query, count):
    page = sign_in(cast.clerk).get(reverse("outgoing-book") + query)
    assert len(page.context["rows"]) == count


def test_a_number_typed_in_full_opens_that_document(cast, sign_in, issued):
    answer = sign_in(cast.clerk).get(reverse("outgoing-book") + "?go=演政办发〔2026〕1号")
    assert answer.url == reverse("matter", args=[issued.pk])


def test_outsiders_see_nothing_in_the_register(cast, sign_in, at_leader):
    page = sign_in(cast.water_liaison).get(reverse("outgoing-book"))
    assert page.context["rows"] == []


def test_a_unit_sees_the_finished_document_and_not_the_drafts(cast, sign_in, issued):
    client = sign_in(cast.finance_liaison)
    page = text(client.get(matter_url(issued)))
    assert "审核单" not in page
    assert "拟请何县长签发" not in page
    for name in ("version-picture", "version-pdf"):
        given = {"pk": issued.pk, "version": 1} | ({"page": 1} if name.endswith("ture") else {})
        assert client.get(reverse(name, kwargs=given)).status_code == 404
    signed = MatterFile.objects.get(matter=issued.matter, role="final")
    assert client.get(reverse("matter-file", args=[issued.pk, signed.pk])).status_code == 404
    final = MatterFile.objects.get(matter=issued.matter, role="main", stored__media="pdf")
    answer = client.get(reverse("matter-file", args=[issued.pk, final.pk]))
    assert answer.status_code == 200
    answer.close()


def test_the_gates_say_what_is_still_missing(cast, now, sign_in, prefix):
    outgoing = steps.walk(steps.new_draft(cast, now, prefix), cast, now, until="review")
    client = sign_in(cast.director)
    said = text(client.get(reverse("outgoing-gates", args=[outgoing.pk])))
    assert "审核还有" in said
    steps.review_all(outgoing, cast, now)
    said = text(client.get(reverse("outgoing-gates", args=[outgoing.pk])))
    assert "都齐了" in said


def test_review_results_are_written_item_by_item(cast, now, sign_in, prefix):
    outgoing = steps.walk(steps.new_draft(cast, now, prefix), cast, now, until="review")
    client = sign_in(cast.director)
    url = reverse("outgoing-act", args=[outgoing.pk, "review"])
    answer = client.post(url, {"outcome-reason": "fix", "remark-reason": "", "rest": ""})
    assert answer.status_code == 409
    client.post(url, {"outcome-reason": "comment", "remark-reason": "已说明", "rest": "pass"})
    rows = ReviewItem.objects.filter(matter=outgoing.matter)
    assert rows.count() == len(issuing.items_for(outgoing))
    assert rows.get(code="reason").remark == "已说明"


def test_an_opinion_is_settled_with_a_reason(cast, now, sign_in, outgoing, consultation):
    asked = Asked(cast.finance_liaison, now)
    issuing.move(
        outgoing.matter,
        "consulted",
        asked=asked,
        remark="不同意，资金没有来源",
        extra=issuing.Extra(answer="refuse"),
    )
    client = sign_in(cast.drafter)
    url = reverse("outgoing-settle", args=[outgoing.pk, consultation.pk])
    assert client.post(url, {"adoption": "not_adopted"}).status_code == 409
    client.post(url, {"adoption": "not_adopted", "reason": "资金已列入年初预算"})
    row = Consultation.objects.get(pk=consultation.pk)
    assert (row.adoption, row.adoption_reason) == ("not_adopted", "资金已列入年初预算")


def test_the_seal_gate_lists_what_was_found_and_the_register_keeps_it(cast, now, sign_in, prefix):
    outgoing = steps.walk(steps.new_draft(cast, now, prefix), cast, now, until="print")
    client = sign_in(cast.clerk)
    client.post(reverse("outgoing-act", args=[outgoing.pk, "finals"]))
    dialog = text(client.get(reverse("outgoing-seal", args=[outgoing.pk])))
    assert "演示县人民政府办公室印章" in dialog
    url = reverse("outgoing-act", args=[outgoing.pk, "seal"])
    client = sign_in(cast.director)
    client.post(
        url,
        {"seal_name": "演示县人民政府办公室印章", "copies": "60", "waive_reason": "不影响"},
    )
    row = SealUse.objects.get()
    assert (row.copies, row.by) == (60, cast.director)
    page = sign_in(cast.clerk).get(reverse("outgoing-seals"))
    assert page.context["rows"][0]["seal"] == "演示县人民政府办公室印章"


@pytest.mark.parametrize("copies", ("", "0", "-1", "abc", "999999"))
def test_an_odd_number_of_copies_is_refused(cast, now, sign_in, prefix, copies):
    outgoing = steps.walk(steps.new_draft(cast, now, prefix), cast, now, until="print")
    url = reverse("outgoing-act", args=[outgoing.pk, "seal"])
    answer = sign_in(cast.clerk).post(url, {"seal_name": "印章", "copies": copies})
    assert answer.status_code == 409
    assert not SealUse.objects.exists()


@pytest.mark.parametrize("copies", ("0", "abc", "100000", "9" * 18, "9" * 40))
def test_an_odd_number_of_prints_is_refused(cast, now, sign_in, prefix, copies):
    outgoing = steps.walk(steps.new_draft(cast, now, prefix), cast, now, until="print")
    url = reverse("matter-move", args=[outgoing.pk, "print"])
    answer = sign_in(cast.clerk).post(url, {"copies": copies})
    assert (answer.status_code, "1 到 99999" in text(answer)) == (409, True)


def test_a_unit_lists_and_exports_what_was_issued_to_it(cast, sign_in, issued):
    client = sign_in(cast.finance_liaison)
    assert issued.issuer in text(client.get(reverse("received") + "?tab=all"))
    answer = client.get(reverse("received-export") + "?tab=all")
    row = load_workbook(BytesIO(answer.content)).get_sheet_by_index(0).to_python()[1]
    assert row[:3] == [issued.matter.title, issued.issuer, "演政办发〔2026〕1号"]


def test_what_a_unit_received_costs_the_same_at_one_and_at_many(cast, now, sign_in, issued, prefix):
    client = sign_in(cast.finance_liaison)
    url = reverse("received") + "?tab=all"
    few, _ = cost(client, url)
    for _ in range(3):
        matter = steps.new_draft(cast, now, prefix).matter
        Distribution.objects.create(matter=matter, org=cast.finance, by=cast.clerk, sent_at=now)
    many, said = cost(client, url)
    assert few == many <= MOST, said


def test_retracting_shows_the_consequences_and_takes_the_document_back(cast, sign_in, issued):
    client = sign_in(cast.clerk)
    dialog = text(client.get(reverse("outgoing-force", args=[issued.pk, "retracted"])))
    assert "2 个单位拿着" in dialog
    url = reverse("outgoing-act", args=[issued.pk, "force"])
    assert client.post(url, {"force": "retracted"}).status_code == 409
    client.post(url, {"force": "retracted", "reason": "附件有误"})
    assert Outgoing.objects.get(pk=issued.pk).force == "retracted"
    page = text(sign_in(cast.finance_liaison).get(matter_url(issued)))
    assert "已经撤回" in page
    final = MatterFile.objects.get(matter=issued.matter, role="main", stored__media="pdf")
    answer = client.get(reverse("matter-file", args=[issued.pk, final.pk]))
    assert answer.status_code == 404


def test_a_retracted_document_is_gone_for_units_whatever_they_are_at_home(
    cast, now, sign_in, issued
):
    final = MatterFile.objects.get(matter=issued.matter, role="main", stored__media="pdf")
    beside = MatterFile.objects.create(
        matter=issued.matter,
        role="attachment",
        stored=final.stored,
        name="附件.pdf",
        added_by=cast.clerk,
        added_at=now,
    )
    RoleHolding.objects.create(person=cast.finance_liaison, role="clerk", org=cast.finance)
    order = issuing.ForceOrder(force="retracted", reason="附件有误")
    issuing.change_force(issued, order, by=cast.clerk, now=now)
    for one in (final, beside):
        url = reverse("matter-file", args=[issued.pk, one.pk])
        assert sign_in(cast.finance_liaison).get(url).status_code == 404
        page = sign_in(cast.finance_liaison).get(f"{matter_url(issued)}&file={one.pk}")
        assert page.context["file"] is None
    answer = sign_in(cast.clerk).get(url)
    assert answer.status_code == 200
    answer.close()


def test_a_voided_number_stays_in_the_book(cast, now, sign_in, prefix):
    outgoing = steps.walk(steps.new_draft(cast, now, prefix), cast, now, until="print")
    client = sign_in(cast.clerk)
    client.post(reverse("matter-act", args=[outgoing.pk, "withdraw"]))
    url = reverse("outgoing-act", args=[outgoing.pk, "void_number"])
    client.post(url, {"reason": "签发后决定不发"})
    page = client.get(reverse("outgoing-numbers"))
    (row,) = page.context["rows"]
    assert row["reason"] == "签发后决定不发"
    assert "注销 1 个，不缺号" in page.context["said"]


def test_a_used_prefix_cannot_be_removed(cast, sign_in, outgoing, prefix):
    client = sign_in(cast.clerk)
    answer = client.post(reverse("outgoing-prefix", args=[prefix.pk, "remove"]))
    assert answer.status_code == 409
    client.post(reverse("outgoing-prefix", args=[prefix.pk, "stop"]))
    prefix.refresh_from_db()
    assert not prefix.is_active


def test_a_prefix_is_added_once(cast, sign_in):
    client = sign_in(cast.clerk)
    given = {"text": "演政办发", "issuer": "演示县人民政府办公室", "format": "general"}
    assert client.post(reverse("outgoing-prefixes"), given).status_code == 302
    answer = client.post(reverse("outgoing-prefixes"), given)
    assert answer.status_code == 422
    assert "已经有了" in text(answer)


# —— 手写 ——


def test_ink_is_drawn_on_the_server_and_bound_to_the_step(cast, sign_in, at_leader):
    client = sign_in(cast.mayor)
    answer = client.post(reverse("ink-save", args=[at_leader.pk]), {"strokes": STROKES})
    assert answer.status_code == 200
    ink = Ink.objects.get()
    shown = client.get(reverse("ink-picture", args=[at_leader.pk, ink.pk]))
    assert shown.content.startswith(b"\x89PNG")
    client.post(reverse("matter-move", args=[at_leader.pk, "sign_off"]), {"inked": "1"})
    ink.refresh_from_db()
    step = Step.objects.get(matter=at_leader.matter, action="sign_off")
    assert ink.step_number == step.number
    page = text(sign_in(cast.clerk).get(matter_url(at_leader)))
    assert reverse("ink-picture", args=[at_leader.pk, ink.pk]) in page


def test_the_clerk_types_what_was_written_by_hand(cast, sign_in, at_leader):
    leader = sign_in(cast.mayor)
    leader.post(reverse("ink-save", args=[at_leader.pk]), {"strokes": STROKES})
    leader.post(reverse("matter-move", args=[at_leader.pk, "sign_off"]), {"inked": "1"})
    clerk = sign_in(cast.clerk)
    url = reverse("ink-words", args=[at_leader.pk, Ink.objects.get().pk])
    assert clerk.post(url, {"text": "同意发，抓好落实。"}).status_code == 302
    page = text(clerk.get(matter_url(at_leader)))
    assert "同意发，抓好落实。" in page
    assert "林晓燕 录文" in page


@pytest.mark.parametrize(
    "strokes",
    (
        "",
        "{}",
        "[]",
        '{"width": 800, "height": 370, "strokes": []}',
        '{"width": 800, "height": 370, "strokes": [{"pen": "middle", "points": []}]}',
        '{"width": 800, "height": 370, "strokes": [{"pen": "brush", "points": [[1, 1]]}]}',
        '{"width": 800, "height": 370, "strokes": [{"pen": "thin", "points": [[NaN, 1]]}]}',
        '{"width": 800, "height": 370, "strokes": [{"pen": "thin", "points": [["1", 1]]}]}',
        '{"width": 99999, "height": 370, "strokes": [{"pen": "thin", "points": [[1, 1]]}]}',
        '{"width": 800, "height": 370, "strokes": [' + "9" * 400_000 + "]}",
    ),
)
def test_bad_ink_is_refused_in_a_plain_sentence(cast, sign_in, at_leader, strokes):
    answer = sign_in(cast.mayor).post(
        reverse("ink-save", args=[at_leader.pk]), {"strokes": strokes}
    )
    assert answer.status_code == 409
    assert not Ink.objects.exists()


def test_only_the_one_whose_turn_it_is_may_write(cast, sign_in, at_leader):
    answer = sign_in(cast.clerk).post(
        reverse("ink-save", args=[at_leader.pk]), {"strokes": STROKES}
    )
    assert answer.status_code == 409


def test_a_phone_writes_once_without_signing_in(client, cast, at_leader):
    secret = inking.offer_pad(at_leader.matter, by=cast.mayor, now=timezone.now())
    url = reverse("ink-pad", args=[secret])
    page = client.get(url)
    assert cast.mayor.name in text(page)
    assert at_leader.matter.title not in text(page)
    assert client.post(url, {"strokes": STROKES}).status_code == 200
    assert Ink.objects.get().person == cast.mayor
    assert client.post(url, {"strokes": STROKES}).status_code == 409
    assert client.get(url).status_code == 409


def test_the_code_for_the_phone_is_encrypted_behind_a_proxy(
    cast, sign_in, at_leader, settings, monkeypatch
):
    client, drawn, make = sign_in(cast.mayor), [], segno.make
    settings.SESSION_COOKIE_SECURE = True
    monkeypatch.setattr(segno, "make", lambda text, **how: drawn.append(text) or make(text, **how))
    assert client.post(reverse("ink-phone", args=[at_leader.pk])).status_code == 200
    assert drawn[0].startswith("https://testserver/")


def test_a_phone_address_expires(client, cast, at_leader):
    past = timezone.now() - timedelta(minutes=11)
    secret = inking.offer_pad(at_leader.matter, by=cast.mayor, now=past)
    assert client.get(reverse("ink-pad", args=[secret])).status_code == 409
    assert secret not in InkToken.objects.get().digest


def test_a_new_phone_address_ends_the_old_one(client, cast, at_leader):
    now = timezone.now()
    old = inking.offer_pad(at_leader.matter, by=cast.mayor, now=now)
    inking.offer_pad(at_leader.matter, by=cast.mayor, now=now)
    assert client.get(reverse("ink-pad", args=[old])).status_code == 409


def test_bad_ink_from_a_phone_does_not_use_up_the_address(client, cast, at_leader):
    secret = inking.offer_pad(at_leader.matter, by=cast.mayor, now=timezone.now())
    url = reverse("ink-pad", args=[secret])
    assert client.post(url, {"strokes": "{}"}).status_code == 409
    assert client.post(url, {"strokes": STROKES}).status_code == 200


# —— 批阅 ——


def test_the_leader_goes_from_one_to_the_next(cast, now, sign_in, prefix):
    made = [
        steps.walk(
            steps.new_draft(cast, now, prefix, title=f"{steps.TITLE[:-2]}第{n}号通知"),
            cast,
            now,
            until="sign_off",
        )
        for n in (1, 2)
    ]
    client = sign_in(cast.mayor)
    assert client.get(reverse("leader")).url == reverse("leader-matter", args=[made[0].pk])
    page = client.get(reverse("leader-matter", args=[made[0].pk]))
    assert (page.context["place"], len(page.context["queue"])) == (1, 2)
    answer = client.post(
        reverse("matter-move", args=[made[0].pk, "sign_off"]), {"remark": "同意", "then": "leader"}
    )
    assert answer.url == reverse("leader")
    assert client.get(answer.url).url == reverse("leader-matter", args=[made[1].pk])
    assert client.get(reverse("leader-matter", args=[made[0].pk])).url == reverse("leader")


def test_the_leader_sees_what_changed_since_he_looked(cast, now, sign_in, at_leader):
    back = {"stage": "review", "remark": "数字再核一下"}
    sign_in(cast.mayor).post(reverse("matter-act", args=[at_leader.pk, "send_back"]), back)
    later = timezone.now()
    version = issuing.newest_of(at_leader.matter)
    edited = version.gongwen.replace("24小时", "全天候")
    drafting.add_version(
        steps.fresh(at_leader),
        from_json(edited),
        way="form",
        reason="照县长意见改",
        by=cast.director,
        now=later,
    )
    steps.review_all(steps.fresh(at_leader), cast, later)
    choice = Choice(people=(cast.mayor,))
    issuing.move(
        steps.fresh(at_leader).matter,
        "to_leader",
        asked=Asked(cast.director, later),
        remark="已改",
        choice=choice,
    )
    page = sign_in(cast.mayor).get(reverse("leader-matter", args=[at_leader.pk]) + "?view=changes")
    assert "<ins>" in text(page)
    assert "全天候" in text(page)


def test_a_change_after_signing_is_seen_first_when_it_comes_back(cast, sign_in, at_leader):
    later = timezone.now()
    issuing.move(
        at_leader.matter, "sign_off", asked=Asked(cast.mayor, later), remark="同意", choice=Choice()
    )
    edited = issuing.newest_of(at_leader.matter).gongwen.replace("24小时", "全天候")
    drafting.add_version(
        steps.fresh(at_leader),
        from_json(edited),
        way="form",
        reason="来电要求改",
        by=cast.clerk,
        now=later,
    )
    matter = steps.fresh(at_leader).matter
    issuing.move(matter, "sign_again", asked=Asked(cast.clerk, later), remark="改了文字，请复审")
    page = sign_in(cast.mayor).get(reverse("leader-matter", args=[at_leader.pk]))
    assert page.context["view"] == "changes"
    assert "<ins>全天候" in text(page)


def test_versions_are_compared_any_two(cast, now, sign_in, outgoing, uploaded):
    client = sign_in(cast.drafter)
    address = f"{reverse('draft-compare', args=[outgoing.pk])}?old=1&new=2"
    assert address.replace("&", "&amp;") in text(client.get(matter_url(outgoing, "versions")))
    assert "<ins>" in text(client.get(address))
    assert sign_in(cast.outsider).get(address).status_code == 404


def test_every_stop_on_the_route_has_a_name_of_two_characters():
    assert {len(stage.label) for stage in KIND.stages if not stage.is_end} == {2}


# —— 查几次库 ——


def cost(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen), "\n".join(one["sql"][:160] for one in seen)


def test_an_outgoing_matter_page_costs_little(cast, sign_in, issued, at_leader):
    clerk = sign_in(cast.clerk)
    for tab in ("file", "draft", "versions", "consult", "issue", "receipts", "trace", "files"):
        count, said = cost(clerk, matter_url(issued, tab))
        assert count <= MOST, (tab, said)
    assert cost(clerk, matter_url(issued, "review"))[0] <= MOST
    leader = sign_in(cast.mayor)
    count, said = cost(leader, matter_url(at_leader))
    assert count <= MOST, said
    for view in ("file", "findings", "opinions", "files"):
        count, said = cost(leader, f"{reverse('leader-matter', args=[at_leader.pk])}?view={view}")
        assert count <= MOST, (view, said)


@pytest.mark.parametrize("page", ("outgoing-book", "outgoing-numbers", "outgoing-seals"))
def test_a_book_costs_the_same_at_one_and_at_many(cast, now, sign_in, issued, prefix, page):
    client = sign_in(cast.clerk)
    few, _ = cost(client, reverse(page))
    for n in range(3):
        one = steps.new_draft(cast, now, prefix, title=f"关于第{n}号事项的通知")
        steps.walk(one, cast, now, until="number")
    many, said = cost(client, reverse(page))
    assert few == many <= MOST, said
