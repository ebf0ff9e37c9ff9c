"""发出以后：回执、催签收、补发、更正、撤回、废止、撤销，后果先看清，处处说明。"""

from dataclasses import replace

import pytest

from sanban.audit.models import AuditLog
from sanban.core.errors import Refused
from sanban.documents import services as documents
from sanban.documents.models import (
    Correction,
    Distribution,
    Force,
    ForceChange,
    SealUse,
    Way,
)
from sanban.documents.services import Upload, drafting, issuing
from sanban.documents.services.drafting.versions import Saved, append
from sanban.documents.services.issuing import ForceOrder
from sanban.engine.render.docx import to_docx
from sanban.inbox.models import Message
from sanban.matters import services as matters
from sanban.matters.models import MatterFile, Step
from sanban.matters.services import Asked, indexing
from sanban.search import services as search
from tests.documents.conftest import form as registration
from tests.documents.issuing.conftest import again, form, go, reworded, to_recheck
from tests.documents.issuing.test_walks import finish


@pytest.fixture
def sent(cast, outgoing, now):
    signed = to_recheck(outgoing, cast, now, [cast.mayor])
    return finish(signed, cast, now, [cast.finance, cast.water])


def order(force="retracted", **changes):
    return ForceOrder(**{"force": force, "reason": "附件有误", **changes})


def test_units_receive_and_the_silent_are_listed_with_telephones(cast, sent, now):
    assert documents.receive_copy(sent.matter, by=cast.finance_liaison, now=now) == 1
    (silent,) = documents.silent_orgs(sent.matter)
    assert (silent.org, silent.telephone) == (cast.water, "8311")
    assert [one.org for one in documents.remind_silent(sent.matter, by=cast.clerk, now=now)] == [
        cast.water
    ]
    assert Message.objects.filter(person=cast.water_liaison, kind="remind").exists()


def test_receipts_stay_open_after_archiving_without_touching_the_trail(cast, sent, now):
    matter, by = sent.matter, cast.finance_liaison
    Distribution.objects.update(wants_handling=True)
    documents.move(matter, "archive", asked=Asked(cast.clerk, now))
    steps = Step.objects.filter(matter=matter).count()
    documents.receive_copy(matter, by=by, now=now)
    (silent,) = documents.remind_silent(matter, by=cast.clerk, now=now)
    assert silent.org == cast.water
    row = Distribution.objects.get(org=cast.finance)
    assert documents.answer_copy(row, answer="已部署", by=by, now=now).handled_at == now
    acts = set(AuditLog.objects.values_list("act", flat=True))
    assert acts >= {"matter.receive", "matter.remind_silent", "matter.answer"}
    assert Step.objects.filter(matter=matter).count() == steps


def test_it_cannot_be_taken_back_as_if_not_sent(cast, sent, now):
    with pytest.raises(Refused, match="已经核发"):
        documents.withdraw(sent.matter, by=cast.clerk, now=now)


def test_nobody_to_send_to_must_be_explained(cast, now, prefix, principal):
    made = drafting.start_draft(form(prefix), by=cast.drafter, now=now)
    signed = to_recheck(made, cast, now, [cast.mayor])
    go(signed, "to_number", cast.clerk, now)
    at_print = go(signed, "number", cast.clerk, now)
    with pytest.raises(Refused, match="还不能发"):
        issuing.dispatch(at_print, [cast.finance], by=cast.clerk, now=now)
    issuing.make_finals(at_print, by=cast.clerk, now=now)
    seal = issuing.SealOrder(seal_name="演示县人民政府印章")
    issuing.use_seal(at_print, seal, by=cast.clerk, now=now)
    go(at_print, "print", cast.clerk, now)
    with pytest.raises(Refused, match="怎样送的"):
        go(at_print, "dispatch", cast.clerk, now)
    with pytest.raises(Refused, match="先按“核发”"):
        issuing.dispatch(at_print, [cast.finance], by=cast.clerk, now=now)
    assert not Distribution.objects.exists()
    assert go(at_print, "dispatch", cast.clerk, now, "邮寄").force == Force.IN_FORCE
    issuing.dispatch(at_print, [cast.finance], by=cast.clerk, now=now, wants_handling=True)
    assert Distribution.objects.get().org == cast.finance


def test_consequences_tell_who_holds_it_and_who_cites_it(cast, sent, now, prefix):
    citing = form(prefix, body=f"根据《通知》（{sent.number}）要求，现将有关事项通知如下：照办。")
    drafting.start_draft(citing, by=cast.drafter, now=now)
    found = issuing.consequences(sent, by=cast.clerk)
    assert [row.org for row in found.holding] == [cast.finance, cast.water]
    assert len(found.citing) == 1
    assert found.sentence == "2 个单位拿着，1 份文件引用了它。"
    unseen = issuing.consequences(sent, by=cast.finance_liaison)
    assert (unseen.citing, unseen.unlisted) == ((), 1)
    assert unseen.sentence == found.sentence


def test_a_citing_paper_is_found_in_the_index_however_it_is_bracketed(cast, sent, now, prefix):
    typed = str(sent.number).replace("〔", "［").replace("〕", "］")
    draft = drafting.start_draft(
        form(prefix, body=f"根据《通知》（{typed}）要求，照办。"), by=cast.drafter, now=now
    )
    drafting.start_draft(form(prefix, body="与它无关，照办。"), by=cast.drafter, now=now)
    while search.index_pending(indexing.gather, now=now):
        pass
    found = issuing.consequences(sent, by=cast.clerk)
    assert [one.pk for one in found.citing] == [draft.matter_id]


def test_a_citing_paper_is_found_while_the_index_is_being_rebuilt(cast, sent, now, prefix):
    citing = form(prefix, body=f"根据《通知》（{sent.number}）要求，照办。")
    draft = drafting.start_draft(citing, by=cast.drafter, now=now)
    while search.index_pending(indexing.gather, now=now):
        pass
    search.begin_rebuild()
    found = issuing.consequences(sent, by=cast.clerk)
    assert [one.pk for one in found.citing] == [draft.matter_id]


def test_retracting_takes_the_copy_away_everywhere_and_says_so(cast, sent, now):
    with pytest.raises(Refused, match="写明理由"):
        issuing.change_force(sent, order(reason=""), by=cast.clerk, now=now)
    with pytest.raises(Refused):
        issuing.change_force(sent, order(), by=cast.finance_liaison, now=now)
    issuing.change_force(sent, order(), by=cast.clerk, now=now)
    assert again(sent).force == Force.RETRACTED
    assert not MatterFile.objects.current(sent.matter).filter(role="main").exists()
    assert Correction.objects.filter(kind="retract").count() == 3
    told = Message.objects.filter(kind="force")
    assert {one.person for one in told} >= {cast.finance_liaison, cast.water_liaison, cast.drafter}
    assert "已撤回" in told.first().title
    with pytest.raises(Refused, match="已撤回"):
        issuing.change_force(sent, order("repealed", basis="会议"), by=cast.clerk, now=now)
    with pytest.raises(Refused, match="已撤回"):
        issuing.dispatch(sent, [cast.office], by=cast.clerk, now=now)


@pytest.mark.parametrize(
    ("force", "words"), [("repealed", "自今日起失效"), ("revoked", "自始无效")]
)
def test_repealing_and_revoking_want_a_basis_and_keep_the_text(cast, sent, now, force, words):
    with pytest.raises(Refused, match="依据"):
        issuing.change_force(sent, order(force), by=cast.clerk, now=now)
    documents.move(sent.matter, "archive", asked=Asked(cast.clerk, now))
    steps = Step.objects.filter(matter=sent.matter).count()
    by_meeting = order(force, basis="县政府第60次常务会议")
    issuing.change_force(again(sent), by_meeting, by=cast.clerk, now=now)
    assert ForceChange.objects.get().basis == "县政府第60次常务会议"
    assert words in Message.objects.filter(kind="force").first().title
    assert MatterFile.objects.current(sent.matter).filter(role="main").count() == 3
    assert Step.objects.filter(matter=sent.matter).count() == steps


def test_what_was_not_sent_cannot_be_retracted(cast, outgoing, now):
    with pytest.raises(Refused, match="还没有发出"):
        issuing.change_force(outgoing, order(), by=cast.clerk, now=now)


def corrected(outgoing, old, new):
    gongwen = drafting.gongwen_of(issuing.newest_of(outgoing.matter))
    return Upload("更正.docx", to_docx(reworded(gongwen, old, new)).data)


def test_a_correction_replaces_the_copy_everywhere_and_says_so(cast, sent, now):
    old = issuing.finals_of(sent)
    upload = corrected(sent, "到村、到户", "到村，到户")
    rows = issuing.correct_dispatched(sent, upload, reason="标点印错", by=cast.clerk, now=now)
    assert len(rows) == 3
    new = issuing.finals_of(sent)
    assert all(new[media].pk != old[media].pk for media in old)
    seals = [row.digest for row in SealUse.objects.order_by("pk")]
    assert seals == [old["pdf"].stored.digest, new["pdf"].stored.digest]
    assert MatterFile.objects.get(pk=old["pdf"].pk).replaced_by == new["pdf"]
    told = Message.objects.filter(kind="correction")
    assert {one.person for one in told} >= {cast.finance_liaison, cast.water_liaison}
    assert "演政发〔2026〕1号" in drafting.text_of(issuing.newest_of(sent.matter))


def test_a_correction_does_not_change_the_words(cast, sent, now):
    upload = corrected(sent, "加强巡护", "不再巡护")
    with pytest.raises(Refused, match="另行发文"):
        issuing.correct_dispatched(sent, upload, reason="改一处", by=cast.clerk, now=now)
    with pytest.raises(Refused, match="写明原因"):
        issuing.correct_dispatched(sent, upload, reason="", by=cast.clerk, now=now)


def test_a_correction_passes_the_seal_gate_too(cast, sent, now):
    upload = corrected(sent, "有关事项通知如下：", "有关事项通知如下。")
    with pytest.raises(Refused, match="请改好再更正") as refusal:
        issuing.correct_dispatched(sent, upload, reason="标点印错", by=cast.clerk, now=now)
    assert refusal.value.code == "form-not-clean"
    assert not Correction.objects.exists()


def test_a_correction_that_comes_out_the_same_is_refused(cast, sent, now):
    newest = issuing.newest_of(sent.matter)
    upload = corrected(sent, "到村", "到村")
    turned = replace(drafting.gongwen_of(newest), direction="up")
    saved = Saved(gongwen=turned, way=Way.NUMBER, reason="只改行文方向，版面一样")
    append(newest, saved, by=cast.clerk, now=now)
    with pytest.raises(Refused, match="和发出去的一样") as refusal:
        issuing.correct_dispatched(sent, upload, reason="标点印错", by=cast.clerk, now=now)
    assert refusal.value.code == "same-file"


def test_a_final_is_not_swapped_like_any_other_file(cast, sent, now):
    row = issuing.finals_of(sent)["pdf"]
    other = Upload("换一份.txt", "换一份".encode())
    with pytest.raises(Refused, match="更正发文") as refusal:
        documents.correct(sent.matter, row, other, reason="换", by=cast.clerk, now=now)
    assert refusal.value.code == "issued"
    with pytest.raises(Refused, match="更正发文"):
        documents.retract(sent.matter, row, reason="撤", by=cast.clerk, now=now)


def test_the_request_learns_of_its_reply(cast, now, prefix, principal):
    asked = documents.register(
        None,
        registration(title="关于解决防火经费的请示", sender_number="演林请〔2026〕3号"),
        by=cast.clerk,
        now=now,
    )
    reply = form(
        prefix,
        doc_kind="reply",
        title="演示县人民政府关于解决防火经费的批复",
        main_recipients="县林草局",
        body="你局《关于解决防火经费的请示》（演林请〔2026〕3号）收悉。现批复如下：\n\n同意安排经费。\n\n此复。",
    )
    made = drafting.start_draft(reply, by=cast.clerk, now=now, answers=asked.matter)
    signed = to_recheck(made, replace(cast, drafter=cast.clerk), now, [cast.mayor])
    finish(signed, cast, now, [cast.finance])
    step = Step.objects.get(matter=asked.matter, action="answered")
    assert step.note == "已以 演政发〔2026〕1号 答复"


def test_the_years_figures_come_from_the_trace(cast, sent, now, prefix):
    second = drafting.start_draft(form(prefix), by=cast.drafter, now=now)
    go(second, "to_review", cast.drafter, now)
    documents_back(second, cast, now)
    found = issuing.figures(2026, cast.office)
    assert (found.started, found.issued, found.numbered, found.voided) == (2, 1, 1, 0)
    assert (found.reviewed, found.returned, found.returned_rate) == (2, 1, 0.5)
    assert found.fault_rate == 0
    labels = [one.label for one in found.stages]
    assert labels[0] == "拟稿" and "签发" in labels
    assert issuing.figures(2025, cast.office).started == 0


def documents_back(outgoing, cast, now):

    matters.send_back(
        outgoing.matter, "draft", asked=Asked(cast.director, now), remark="依据不足，请补充"
    )


def test_distribution_rows_hold_four_receipts(cast, sent):
    row = Distribution.objects.of(sent.matter).first()
    assert (row.sent_at is not None, row.received_at, row.read_at, row.handled_at) == (
        True, None, None, None,
    )  # fmt: skip
