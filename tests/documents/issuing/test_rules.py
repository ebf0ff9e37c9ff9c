"""行文规则的各条：从单位的上下级、主送抄送、联合的机关看出来；特送也绕不过签发。"""

from datetime import timedelta

import pytest

from sanban.core.errors import Refused
from sanban.documents import services as documents
from sanban.documents.models import IssuedNumber
from sanban.documents.services import Upload, drafting, issuing
from sanban.matters import services as matters
from sanban.matters.doers import Choice
from sanban.matters.services import Asked
from sanban.people.models import Org, OrgKind
from tests.documents.conftest import form as registration
from tests.documents.issuing.conftest import REPORT, again, form, go, to_recheck
from tests.documents.issuing.test_reviewing import result

REQUEST = {
    "doc_kind": "request",
    "title": "演示县人民政府关于解决防火经费的请示",
    "main_recipients": "海州市人民政府",
    "body": "为做好森林防火工作，请市政府安排经费。\n\n妥否，请批示。",
}


@pytest.fixture
def county(cast):
    """县政府在单位表里：上面有市政府、省政府，下面有财政局和乡镇。"""
    province = Org.objects.create(name="海东省人民政府", short_name="省政府", kind=OrgKind.GOV)
    city = Org.objects.create(
        name="海州市人民政府", short_name="市政府", kind=OrgKind.GOV, parent=province
    )
    county = Org.objects.create(
        name="演示县人民政府", short_name="县政府", kind=OrgKind.GOV, parent=city
    )
    Org.objects.filter(pk__in=(cast.finance.pk, cast.water.pk)).update(parent=county)
    Org.objects.create(
        name="青山镇人民政府", short_name="青山镇", kind=OrgKind.TOWNSHIP, parent=county
    )
    return county


def said(cast, now, prefix, rule, **change):
    made = drafting.start_draft(form(prefix, **change), by=cast.drafter, now=now)
    found = result(made, rule, now)
    return found.outcome, found.sentence


def test_going_over_the_head_of_the_superior(cast, now, prefix, county):
    over = {**REQUEST, "main_recipients": "海东省人民政府"}
    outcome, words = said(cast, now, prefix, "R2", **over)
    assert outcome == "fix" and "越过市政府" in words
    copied = {**over, "cc_recipients": "海州市人民政府"}
    assert said(cast, now, prefix, "R2", **copied)[0] == "comment"
    assert said(cast, now, prefix, "R2", **REQUEST)[0] == "pass"


def test_a_request_is_not_copied_to_those_below(cast, now, prefix, county):
    copied = {**REQUEST, "cc_recipients": cast.finance.name}
    outcome, words = said(cast, now, prefix, "R3", **copied)
    assert outcome == "fix" and "县财政局" in words


def test_a_relayed_request_needs_an_opinion_of_ones_own(cast, now, prefix, county):
    asked = documents.register(
        None, registration(title="关于防火经费的请示"), by=cast.clerk, now=now
    )
    for body, outcome in (
        ("现将青山镇的请示转报如下，请批示。", "fix"),
        ("我县认为青山镇的请求属实，建议予以支持。", "pass"),
    ):
        relay = form(prefix, **{**REQUEST, "body": body})
        made = drafting.start_draft(relay, by=cast.clerk, now=now, answers=asked.matter)
        assert result(made, "R5", now).outcome == outcome


def test_a_department_does_not_command_townships(cast, now, prefix, county):
    by_finance = {"issuer": cast.finance.name, "title": "演示县财政局关于做好防火经费管理的通知",
                  "main_recipients": "青山镇人民政府"}  # fmt: skip
    assert said(cast, now, prefix, "R10", **by_finance)[0] == "fix"
    agreed = {**by_finance, "body": "经县人民政府同意，现将有关事项通知如下：加强管理。"}
    assert said(cast, now, prefix, "R10", **agreed)[0] == "pass"
    assert said(cast, now, prefix, "R11", **by_finance)[0] == "pass"


def test_a_department_asks_its_own_government_first(cast, now, prefix, county):
    bureau = Org.objects.create(name="海州市财政局", short_name="市财政局", kind=OrgKind.DEPT)
    Org.objects.filter(pk=cast.finance.pk).update(guidance_parent=bureau)
    up = {**REQUEST, "issuer": cast.finance.name, "main_recipients": bureau.name,
          "title": "演示县财政局关于解决防火经费的请示"}  # fmt: skip
    assert said(cast, now, prefix, "R4", **up)[0] == "comment"
    assert said(cast, now, prefix, "R8", **up)[0] == "comment"
    told = {**up, "body": "经县人民政府同意，请安排经费。", "cc_recipients": "演示县人民政府"}
    assert said(cast, now, prefix, "R4", **told)[0] == "pass"
    assert said(cast, now, prefix, "R8", **told)[0] == "pass"


def test_an_organ_led_by_two_is_told_of_by_copy(cast, now, prefix, county):
    bureau = Org.objects.create(name="海州市水务局", short_name="市水务局", kind=OrgKind.DEPT)
    Org.objects.filter(pk=cast.water.pk).update(guidance_parent=bureau)
    outcome, words = said(cast, now, prefix, "R13", main_recipients=cast.water.name)
    assert outcome == "comment" and "市水务局" in words


def test_joint_issue_is_for_organs_of_one_level(cast, now, prefix, county):
    joint = {"joint": (cast.finance.name,)}
    assert said(cast, now, prefix, "R14", **joint)[0] == "fix"
    level = {"issuer": cast.water.name, "joint": (cast.finance.name,)}
    assert said(cast, now, prefix, "R14", **level)[0] == "comment"


def test_a_joint_issuer_outside_the_system_signs_on_paper(cast, now, prefix, principal):
    joint = form(prefix, joint=("邻县人民政府",))
    made = drafting.start_draft(joint, by=cast.drafter, now=now)
    signed = to_recheck(made, cast, now, [cast.mayor])
    assert issuing.outside_issuers(signed) == ["邻县人民政府"]
    with pytest.raises(Refused, match="会签的原件"):
        go(signed, "to_number", cast.clerk, now)
    scan = Upload("会签.txt", "邻县人民政府：同意。".encode())
    documents.attach(signed.matter, [scan], role="scan", by=cast.clerk, now=now)
    assert go(signed, "to_number", cast.clerk, now).matter.stage == "number"


def test_the_yearly_count_is_set_beside_last_year(cast, outgoing, now, prefix):
    for serial, moment in enumerate((now - timedelta(days=365), now - timedelta(days=300)), 1):
        IssuedNumber.objects.create(
            prefix=prefix, year=2025, serial=serial, matter=outgoing.matter, by=cast.clerk,
            given_at=moment,
        )  # fmt: skip
    count = issuing.count_of(prefix, now=now)
    assert (count.this_year, count.same_time, count.last_year) == (0, 1, 2)
    for serial in (1, 2):
        IssuedNumber.objects.create(
            prefix=prefix, year=2026, serial=serial, matter=outgoing.matter, by=cast.clerk,
            given_at=now,
        )  # fmt: skip
    assert "书面说明" in issuing.count_of(prefix, now=now).sentence
    assert result(outgoing, "D27", now).outcome == "comment"


def test_a_checker_asked_for_may_review(cast, outgoing, now):
    sent = go(outgoing, "to_check", cast.drafter, now, people=[cast.outsider])
    rows = issuing.review(
        sent, {"facts": issuing.Result("comment", "乡镇数请核对")}, by=cast.outsider, now=now
    )
    assert rows[0].version == 1


def test_a_direct_send_does_not_get_round_the_signature(cast, outgoing, now):
    asked = Asked(cast.director, now)
    sent = matters.direct_send(
        outgoing.matter, "number", asked=asked, remark="急件", choice=Choice()
    )
    with pytest.raises(Refused, match="还没有签发"):
        go(again(outgoing), "number", cast.clerk, now)
    assert sent.stage == "number"
    assert not IssuedNumber.objects.exists()


def test_a_stopped_document_gives_its_number_up_with_a_reason(cast, outgoing, now):
    signed = to_recheck(outgoing, cast, now, [cast.mayor])
    go(signed, "to_number", cast.clerk, now)
    numbered = go(signed, "number", cast.clerk, now)
    matters.terminate(numbered.matter, asked=Asked(cast.director, now), remark="不发了")
    number = issuing.void_number(again(numbered), reason="停发", by=cast.clerk, now=now)
    assert number.voided_at == now
    assert again(numbered).number is None


def test_a_report_does_not_limit_its_length(cast, now, prefix):
    long = {**REPORT, "body": "认真抓好防火工作，" * 700}
    assert said(cast, now, prefix, "D21", **long)[0] == "na"
