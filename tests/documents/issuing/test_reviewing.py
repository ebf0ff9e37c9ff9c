"""审核：逐项写结果，机器先看，齐了才送签发；会签不同意的要有说法。"""

from dataclasses import replace

import pytest

from sanban.core.errors import Refused
from sanban.documents import services as documents
from sanban.documents.models import Consultation, ReviewItem
from sanban.documents.services import drafting, issuing
from sanban.documents.services.issuing import Result
from sanban.matters.models import Step
from sanban.people.models import Org, OrgKind
from tests.documents.issuing.conftest import approve, form, go


@pytest.fixture
def at_review(cast, outgoing, now):
    return go(outgoing, "to_review", cast.drafter, now)


def to_leader(outgoing, cast, now, **more):
    return go(outgoing, "to_leader", cast.director, now, "请签发", people=[cast.mayor], **more)


def result(outgoing, rule, now):
    found = {one.rule: one for one in issuing.machine_checks(outgoing, now=now)}
    return found[rule]


def test_every_item_must_be_answered_for_the_current_version(cast, at_review, now):
    with pytest.raises(Refused, match="13 项没有写结果") as refusal:
        to_leader(at_review, cast, now)
    assert refusal.value.code == "not-reviewed"
    approve(at_review, cast.director, now)
    assert to_leader(at_review, cast, now).matter.stage == "sign_off"


def test_a_new_version_must_be_reviewed_afresh(cast, at_review, now):
    approve(at_review, cast.director, now)
    changed = replace(drafting.form_of(at_review), cc_recipients="县委办公室")
    drafting.save_form(at_review, changed, base=1, reason="添抄送", by=cast.director, now=now)
    with pytest.raises(Refused, match="没有写结果"):
        to_leader(at_review, cast, now)


def test_what_must_be_fixed_is_said_and_stops_the_way(cast, at_review, now):
    approve(at_review, cast.director, now)
    with pytest.raises(Refused, match="请写明"):
        issuing.review(at_review, {"facts": Result("fix")}, by=cast.director, now=now)
    issuing.review(at_review, {"facts": Result("fix", "乡镇数目不对")}, by=cast.director, now=now)
    with pytest.raises(Refused, match="乡镇数目不对"):
        to_leader(at_review, cast, now)


def test_a_review_leaves_a_step_and_one_row_an_item(cast, at_review, now):
    approve(at_review, cast.director, now)
    approve(at_review, cast.director, now)
    assert ReviewItem.objects.count() == 13
    assert "通过 13 项" in Step.objects.filter(action="review").last().note


def test_outsiders_do_not_review(cast, at_review, now):
    with pytest.raises(Refused, match="审核由"):
        issuing.review(at_review, {"facts": Result("pass")}, by=cast.outsider, now=now)


def test_publicity_must_be_settled_for_a_government_draft(cast, now, prefix, principal):
    made = drafting.start_draft(form(prefix, publicity=""), by=cast.drafter, now=now)
    made = go(made, "to_review", cast.drafter, now)
    approve(made, cast.director, now)
    with pytest.raises(Refused, match="公开属性"):
        to_leader(made, cast, now)


def test_assessments_must_be_recorded_even_when_they_do_not_apply(cast, at_review, now):
    results = {one.code: Result("pass") for one in issuing.items_for(at_review)}
    issuing.review(at_review, results, by=cast.director, now=now)
    with pytest.raises(Refused, match="合法性审核、公平竞争审查、与减负一致性评估"):
        to_leader(at_review, cast, now)


def test_a_party_office_settles_no_publicity(cast, at_review, now):
    Org.objects.filter(pk=cast.office.pk).update(kind=OrgKind.PARTY)
    fresh = issuing.of_matter(at_review.matter)
    assert [str(one) for one in issuing.assessments_for(fresh)] == ["burden"]
    assert len(issuing.items_for(fresh)) == 12


def test_a_machine_finding_stops_the_way_until_a_reviewer_says_why_not(
    cast, now, prefix, principal
):
    parent = Org.objects.create(name="演示市人民政府", short_name="市政府", kind=OrgKind.GOV)
    Org.objects.filter(pk=cast.office.pk).update(name="演示县人民政府", parent=parent)
    made = drafting.start_draft(form(prefix, is_important=True), by=cast.drafter, now=now)
    made = go(made, "to_review", cast.drafter, now)
    approve(made, cast.director, now)
    with pytest.raises(Refused, match="直接上级机关"):
        to_leader(made, cast, now)
    said = {"R9": Result("comment", "市政府已在会上知悉")}
    issuing.review(made, said, by=cast.director, now=now)
    assert to_leader(made, cast, now).matter.stage == "sign_off"


# fmt: off
FAULTY = [
    # 规则   结果      改动
    ("R1",  "comment", {"project_basis": ""}),
    ("R3",  "fix",     {"doc_kind": "request", "main_recipients": "市政府、市财政局"}),
    ("R3",  "fix",     {"doc_kind": "request", "main_recipients": "市政府",
                        "cc_recipients": "县财政局"}),
    ("R6",  "comment", {"doc_kind": "request", "main_recipients": "市政府",
                        "body": "一是请市政府批准实施方案。二是请市政府解决经费。"}),
    ("R7",  "fix",     {"doc_kind": "request", "main_recipients": "王某某市长"}),
    ("R15", "fix",     {"issuer": "演示县人民政府办公室秘书科"}),
    ("D07", "fix",     {"doc_kind": "request", "main_recipients": "市政府、市财政局"}),
    ("D08", "fix",     {"doc_kind": "report", "title": "演示县人民政府关于防火工作的报告",
                        "main_recipients": "市政府", "body": "现将工作报告如下。妥否，请批示。"}),
    ("D21", "fix",     {"body": "压实责任，" * 1200}),
    ("D21", "comment", {"body": "压实责任，" * 900}),
]
# fmt: on


@pytest.mark.parametrize(("rule", "outcome", "change"), FAULTY)
def test_routing_and_writing_are_looked_over_by_machine(
    cast, now, prefix, principal, rule, outcome, change
):
    Org.objects.create(name="演示市人民政府", short_name="市政府", kind=OrgKind.GOV)
    Org.objects.filter(pk=cast.finance.pk).update(parent=cast.office)
    made = drafting.start_draft(form(prefix, **change), by=cast.drafter, now=now)
    found = result(made, rule, now)
    assert found.outcome == outcome, found.sentence
    assert found.sentence and found.basis


def test_a_sound_notice_passes_every_rule(cast, outgoing, now):
    left = [one for one in issuing.machine_checks(outgoing, now=now) if one.outcome == "fix"]
    assert left == []
    codes = [one.rule for one in issuing.machine_checks(outgoing, now=now)]
    assert codes[:15] == [f"R{n}" for n in range(1, 16)]
    assert codes[15:41] == [f"D{n:02d}" for n in range(1, 27)]


@pytest.fixture
def refused_cosign(cast, at_review, now):
    approve(at_review, cast.director, now)
    sent = go(at_review, "to_cosign", cast.director, now, people=[cast.deputy, cast.mayor])
    go(sent, "cosigned", cast.deputy, now, "不同意第二部分，经费没有落实")
    return go(sent, "cosigned", cast.mayor, now, "同意")


def test_cosigners_answers_are_kept(cast, refused_cosign):
    rows = list(Consultation.objects.of(refused_cosign.matter))
    assert [(one.person, one.answer) for one in rows] == [
        (cast.deputy, "refuse"), (cast.mayor, "agree"),
    ]  # fmt: skip
    assert refused_cosign.matter.stage == "settle"


def test_opinions_are_settled_before_it_goes_on(cast, refused_cosign, now):
    with pytest.raises(Refused, match="采纳不采纳"):
        go(refused_cosign, "to_review", cast.drafter, now)
    row = Consultation.objects.unsettled(refused_cosign.matter).get()
    with pytest.raises(Refused, match="写明理由"):
        issuing.settle(row, "not_adopted", by=cast.drafter, now=now)
    issuing.settle(row, "adopted", by=cast.drafter, now=now)
    assert go(refused_cosign, "to_review", cast.drafter, now).matter.stage == "review"


def test_a_standing_refusal_stops_a_document_going_down(cast, refused_cosign, now):
    row = Consultation.objects.unsettled(refused_cosign.matter).get()
    issuing.settle(row, "not_adopted", reason="经费已有安排", by=cast.drafter, now=now)
    go(refused_cosign, "to_review", cast.drafter, now)
    with pytest.raises(Refused, match="未协商一致") as refusal:
        to_leader(refused_cosign, cast, now)
    assert refusal.value.code == "not-agreed"
    sent = to_leader(refused_cosign, cast, now, override="已由县长办公会议定")
    assert sent.matter.stage == "sign_off"
    assert "已由县长办公会议定" in Step.objects.filter(action="to_leader").get().remark


def test_units_asked_for_opinions_answer_and_withdraw(cast, outgoing, now):
    orgs = [(cast.finance, "lead"), (cast.water, "assist")]
    sent = go(outgoing, "to_consult", cast.drafter, now, orgs=orgs)
    assert Consultation.objects.of(sent.matter).count() == 2
    go(sent, "consulted", cast.finance_liaison, now, "建议增加经费保障一节")
    go(sent, "consulted", cast.water_liaison, now, "无意见")
    answers = {one.org: one.answer for one in Consultation.objects.of(sent.matter)}
    assert answers == {cast.finance: "comments", cast.water: "agree"}


def test_taking_an_answer_back_empties_its_row(cast, outgoing, now):
    orgs = [(cast.finance, "lead"), (cast.water, "assist")]
    sent = go(outgoing, "to_consult", cast.drafter, now, orgs=orgs)
    go(sent, "consulted", cast.finance_liaison, now, "同意")
    documents.withdraw(sent.matter, by=cast.finance_liaison, now=now)
    assert Consultation.objects.get(org=cast.finance).answer == ""
    documents.withdraw(sent.matter, by=cast.drafter, now=now)
    assert not Consultation.objects.exists()
