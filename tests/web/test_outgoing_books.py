"""发文的几本台账：登记簿、文号簿、用印登记、机关代字、本单位收件。"""

from io import BytesIO

import pytest
from django.urls import reverse
from python_calamine import load_workbook

from sanban.documents.models import (
    Distribution,
)
from tests.web import outgoing_steps as steps
from tests.web.outgoing_steps import MOST, cost, text


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


@pytest.mark.parametrize("page", ("outgoing-book", "outgoing-numbers", "outgoing-seals"))
def test_a_book_costs_the_same_at_one_and_at_many(cast, now, sign_in, issued, prefix, page):
    client = sign_in(cast.clerk)
    few, _ = cost(client, reverse(page))
    for n in range(3):
        one = steps.new_draft(cast, now, prefix, title=f"关于第{n}号事项的通知")
        steps.walk(one, cast, now, until="number")
    many, said = cost(client, reverse(page))
    assert few == many <= MOST, said
