"""起草：十五个文种的底稿、从来文起草、不该起草的拒绝。"""

from datetime import timedelta

import pytest

from sanban.core.errors import Refused
from sanban.documents import services
from sanban.documents.models import NumberPrefix, Outgoing
from sanban.documents.services import drafting
from sanban.documents.services.drafting.answering import called
from sanban.engine.gongwen.kinds import DOC_KINDS
from tests.documents.conftest import form as registration
from tests.documents.drafting.conftest import form


@pytest.fixture
def request_in(cast, now):
    return services.register(
        None,
        registration(
            title="演示县水务局关于追加防汛经费的请示",
            sender_name="演示县水务局",
            sender_number="演水字〔2026〕5号",
            doc_kind="请示",
        ),
        by=cast.clerk,
        now=now,
    )


@pytest.mark.parametrize("kind", DOC_KINDS)
def test_each_kind_starts_from_its_template_and_can_be_seen(cast, kind, now):
    title = drafting.title_for(kind, "做好防火工作", "演示县人民政府办公室")
    body = drafting.template_of(kind).body
    made = drafting.start_draft(
        form(doc_kind=kind, title=title, body=body), by=cast.drafter, now=now
    )
    assert made.doc_kind == kind
    assert made.direction == DOC_KINDS[kind].directions[0]
    assert drafting.preview_pages(drafting.newest(made.matter))


def test_a_title_is_made_of_organ_subject_and_kind():
    made = drafting.title_for("notice", "关于做好防火工作", "演示县人民政府")
    assert made == "演示县人民政府关于做好防火工作的通知"
    assert drafting.title_for("notice", made, "别的单位") == made


def test_a_reply_cites_the_request(cast, request_in, now):
    filled = drafting.answering(request_in, "reply", issuer="演示县人民政府")
    assert filled.title == "演示县人民政府关于追加防汛经费的批复"
    assert filled.main_recipients == "演示县水务局"
    assert "你局《关于追加防汛经费的请示》（演水字〔2026〕5号）收悉" in filled.body
    made = drafting.start_draft(filled, by=cast.clerk, now=now, answers=request_in.matter)
    assert made.answers == request_in.matter
    assert made.matter.parent == request_in.matter


def test_the_ways_offered_fit_the_kind_that_came(request_in):
    assert [one.code for one in drafting.ways_for(request_in)] == ["reply", "letter", "approve"]


@pytest.mark.parametrize(
    ("sender", "word"),
    [("北川乡人民政府", "你乡"), ("演示县财政局", "你局"), ("第一中学", "你单位")],
)
def test_calls_the_sender_by_its_kind(sender, word):
    assert called(sender) == word


def test_a_forwarding_notice_wraps_the_document(cast, incoming, now):
    filled = drafting.answering(incoming, "forward", issuer="演示县人民政府办公室")
    assert filled.title.startswith("演示县人民政府办公室关于转发《")
    assert filled.attachments == (incoming.matter.title,)


def test_the_wrapped_document_brings_its_text(cast, docx, paper, now):
    intake = services.receive(docx, name="来文.docx", by=cast.clerk, now=now)
    came = services.register(intake, registration(title=paper.title), by=cast.clerk, now=now)
    filled = drafting.answering(came, "forward", issuer="演示县人民政府办公室")
    assert all(one in filled.body for one in paper.paragraphs)
    made = drafting.start_draft(filled, by=cast.clerk, now=now, answers=came.matter)
    text = drafting.text_of(drafting.newest(made.matter))
    assert "转发给你们" in text
    assert paper.paragraphs[-1] in text


def test_a_prefix_of_another_office_is_refused(cast, now):
    other = NumberPrefix.objects.create(org=cast.finance, issuer="演示县财政局", text="演财发")
    with pytest.raises(Refused) as refusal:
        drafting.start_draft(form(prefix=other), by=cast.drafter, now=now)
    assert refusal.value.code == "not-our-prefix"
    assert not Outgoing.objects.exists()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": " "}, "no-title"),
        ({"doc_kind": "申请"}, "no-kind"),
        ({"publicity": "closed"}, "no-publicity-reason"),
        ({"body": "##### 五级标题"}, "bad-body"),
        ({"title": "长" * 201}, "too-long"),
        ({"body": "机密★1年\n正文。"}, "classified"),
    ],
)
def test_refuses_what_is_not_right(cast, now, changes, code):
    with pytest.raises(Refused) as refusal:
        drafting.start_draft(form(**changes), by=cast.drafter, now=now)
    assert refusal.value.code == code
    assert not Outgoing.objects.exists()


def test_what_one_may_not_see_cannot_be_answered(cast, request_in, now):
    with pytest.raises(Refused) as refusal:
        drafting.start_draft(form(), by=cast.drafter, now=now, answers=request_in.matter)
    assert refusal.value.code == "no-origin"


def test_not_everybody_may_start(cast, now):
    with pytest.raises(Refused) as refusal:
        drafting.start_draft(form(), by=cast.outsider, now=now)
    assert refusal.value.code == "not-drafter"


def test_a_voided_document_cannot_be_answered(cast, request_in, now):
    services.void(request_in, reason="登错了", by=cast.clerk, now=now)
    request_in.matter.refresh_from_db()
    with pytest.raises(Refused) as refusal:
        drafting.start_draft(form(), by=cast.clerk, now=now, answers=request_in.matter)
    assert refusal.value.code == "origin-voided"


def test_the_burden_is_told(outgoing, now):
    assert drafting.burden_of(outgoing, 3000, now=now).said == ""
    assert "4000" in drafting.burden_of(outgoing, 4001, now=now).said
    assert "5000" in drafting.burden_of(outgoing, 5001, now=now + timedelta(days=1)).said
