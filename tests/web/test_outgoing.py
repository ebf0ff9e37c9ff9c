"""发文的事项页：各页签、关口、审核、用印、撤回，查几次库。"""

import pytest
from django.urls import reverse

from sanban.documents.kinds.outgoing import KIND
from sanban.documents.models import (
    Consultation,
    Outgoing,
    ReviewItem,
    SealUse,
)
from sanban.documents.services import issuing
from sanban.matters.models import MatterFile
from sanban.matters.services import Asked
from sanban.people.models import RoleHolding
from tests.web import outgoing_steps as steps
from tests.web.outgoing_steps import MOST, cost, matter_url, text


@pytest.mark.parametrize(
    "tab",
    ("file", "draft", "versions", "review", "consult", "issue", "receipts", "trace", "files"),
)
def test_every_tab_of_an_outgoing_matter_opens(cast, sign_in, issued, tab):
    page = sign_in(cast.clerk).get(matter_url(issued, tab))
    assert page.status_code == 200
    assert issued.matter.title in text(page)


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


def test_versions_are_compared_any_two(cast, now, sign_in, outgoing, uploaded):
    client = sign_in(cast.drafter)
    address = f"{reverse('draft-compare', args=[outgoing.pk])}?old=1&new=2"
    assert address.replace("&", "&amp;") in text(client.get(matter_url(outgoing, "versions")))
    assert "<ins>" in text(client.get(address))
    assert sign_in(cast.outsider).get(address).status_code == 404


def test_every_stop_on_the_route_has_a_name_of_two_characters():
    assert {len(stage.label) for stage in KIND.stages if not stage.is_end} == {2}


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
