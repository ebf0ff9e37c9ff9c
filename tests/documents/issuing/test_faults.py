"""出了岔子：库里、盘上的签发稿被人改过，看得出、不放行、记审计；该盖的章没登记，不付印。"""

from datetime import timedelta
from functools import partial

import pytest
from django.db import connection

from sanban.audit.models import AuditLog
from sanban.core.errors import Refused
from sanban.documents.models import DraftVersion, FindingDecision, Outgoing, SealUse
from sanban.documents.services import Upload, drafting, issuing
from sanban.documents.services.drafting.findings import key_of
from sanban.documents.services.issuing import SealOrder
from sanban.engine.read import read
from sanban.engine.render.docx import to_docx
from sanban.files import services as files
from sanban.matters import services as matters
from sanban.matters.doers import Choice
from sanban.matters.models import MatterFile
from sanban.matters.services import Asked
from tests.documents.issuing.conftest import form, go, reworded, to_recheck

SEAL = SealOrder(seal_name="演示县人民政府印章", copies=60)


@pytest.fixture
def signed(cast, outgoing, now):
    return to_recheck(outgoing, cast, now, [cast.mayor])


@pytest.fixture
def at_print(cast, signed, now):
    go(signed, "to_number", cast.clerk, now)
    return go(signed, "number", cast.clerk, now)


@pytest.fixture
def printed(cast, at_print, now):
    issuing.make_finals(at_print, by=cast.clerk, now=now)
    issuing.use_seal(at_print, SEAL, by=cast.clerk, now=now)
    return go(at_print, "print", cast.clerk, now, copies=60)


def alter(version):
    """绕过程序，直接改库里的一版。"""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE documents_draft_version SET gongwen = replace(gongwen, %s, %s) WHERE id = %s",
            ["到村", "到县", version.pk],
        )


def test_a_signed_text_altered_in_the_database_is_refused_and_audited(cast, signed, now):
    alter(DraftVersion.objects.get(pk=signed.signed_version_id))
    with pytest.raises(Refused, match="摘要不符") as refusal:
        go(signed, "to_number", cast.clerk, now)
    assert refusal.value.code == "draft-altered"
    assert AuditLog.objects.filter(act="draft.altered", is_done=False).exists()


def test_a_signed_version_swapped_for_another_is_refused(cast, signed, now):
    Outgoing.objects.filter(pk=signed.pk).update(signed_digest="0" * 64)
    with pytest.raises(Refused, match="签发稿（第 1 版）与签发时的摘要不符") as refusal:
        go(signed, "to_number", cast.clerk, now)
    assert refusal.value.code == "draft-altered"


def test_a_signed_file_altered_on_disk_is_refused_and_audited(cast, signed, now):
    row = MatterFile.objects.get(matter=signed.matter, role="final")
    place = files.path_of(row.stored)
    place.write_bytes(place.read_bytes()[:-3] + b"abc")
    with pytest.raises(Refused, match="改动过") as refusal:
        go(signed, "to_number", cast.clerk, now)
    assert refusal.value.code == "file-altered"
    with pytest.raises(Refused, match="改动过"):
        issuing.check_unaltered(row, by=cast.clerk)
    assert AuditLog.objects.filter(act="file.altered", is_done=False).count() == 2


def test_a_final_altered_on_disk_is_not_dispatched(cast, printed, now):
    place = files.path_of(issuing.finals_of(printed)["pdf"].stored)
    place.write_bytes(b"%PDF-1.7 forged")
    with pytest.raises(Refused, match="改动过"):
        go(printed, "dispatch", cast.clerk, now, orgs=[(cast.finance, "")])


def test_a_final_altered_after_dispatch_is_not_sent_to_more_units(cast, printed, now):
    go(printed, "dispatch", cast.clerk, now, orgs=[(cast.finance, "")])
    files.path_of(issuing.finals_of(printed)["pdf"].stored).write_bytes(b"%PDF-1.7 forged")
    with pytest.raises(Refused, match="改动过"):
        issuing.dispatch(printed, [cast.water], by=cast.clerk, now=now)


def test_no_finals_no_seal_no_print(cast, at_print, now):
    with pytest.raises(Refused, match="做定稿"):
        issuing.use_seal(at_print, SEAL, by=cast.clerk, now=now)
    with pytest.raises(Refused, match="做定稿"):
        issuing.seal_check(at_print)
    with pytest.raises(Refused, match="做定稿"):
        go(at_print, "print", cast.clerk, now)
    issuing.make_finals(at_print, by=cast.clerk, now=now)
    with pytest.raises(Refused, match="用印"):
        go(at_print, "print", cast.clerk, now)


def test_finals_are_not_made_before_printing_or_by_outsiders(cast, signed, at_print, now):
    with pytest.raises(Refused):
        issuing.make_finals(at_print, by=cast.outsider, now=now)
    assert issuing.finals_of(at_print) == {}


def test_a_seal_that_is_not_the_issuers_is_refused(cast, at_print, now):
    issuing.make_finals(at_print, by=cast.clerk, now=now)
    with pytest.raises(Refused, match="印章要与署名机关一致") as refusal:
        issuing.use_seal(at_print, SealOrder(seal_name="县财政局印章"), by=cast.clerk, now=now)
    assert refusal.value.code == "wrong-seal"


def test_making_finals_twice_keeps_one_set(cast, at_print, now):
    first = issuing.make_finals(at_print, by=cast.clerk, now=now)
    assert issuing.make_finals(at_print, by=cast.clerk, now=now) == first


def test_the_print_day_follows_the_day_of_printing(cast, at_print, now):
    later = now + timedelta(days=2)
    issuing.make_finals(at_print, by=cast.clerk, now=later)
    gongwen = drafting.gongwen_of(issuing.newest_of(at_print.matter))
    assert "2026年9月18日印发" in drafting.text_of(issuing.newest_of(at_print.matter))
    assert issuing.guard_change(at_print, gongwen) == issuing.MINOR


@pytest.fixture
def unclean(cast, now, prefix, principal):
    """有一处警告，审核时提请过注意，签了、编了号、做了定稿。"""
    body = "为做好冬季森林防火工作，现将有关事项通知如下。\n\n# 压实责任\n\n各乡镇要加强巡护。"
    made = drafting.start_draft(form(prefix, body=body), by=cast.drafter, now=now)
    go(made, "to_review", cast.drafter, now)
    seen = {one.code: issuing.Result("pass") for one in issuing.items_for(made)}
    seen["wording"] = issuing.Result("comment", "末尾用句号是领导改定的")
    issuing.review(made, seen, by=cast.director, now=now)
    for kind in issuing.assessments_for(made):
        issuing.assess(made, kind, issuing.Result("na"), by=cast.director, now=now)
    go(made, "to_leader", cast.director, now, "请签发", people=[cast.mayor])
    go(made, "sign_off", cast.mayor, now, "同意")
    go(made, "to_number", cast.clerk, now)
    done = go(made, "number", cast.clerk, now)
    issuing.make_finals(done, by=cast.clerk, now=now)
    return done


def test_the_seal_gate_stops_an_unclean_form_until_the_director_waives_it(cast, unclean, now):
    assert [one.rule for one in issuing.seal_check(unclean)] == ["P35"]
    with pytest.raises(Refused, match="形式要件还有 1 处") as refusal:
        issuing.use_seal(unclean, SEAL, by=cast.clerk, now=now)
    assert refusal.value.code == "form-not-clean"
    waived = SealOrder(seal_name="演示县人民政府印章", waive_reason="领导改定")
    with pytest.raises(Refused, match="由主任"):
        issuing.use_seal(unclean, waived, by=cast.clerk, now=now)
    issuing.use_seal(unclean, waived, by=cast.director, now=now)
    row = SealUse.objects.get()
    assert (row.waived_by, row.waive_reason) == (cast.director, "领导改定")
    assert "P35" in row.findings
    assert go(unclean, "print", cast.clerk, now).matter.stage == "dispatch"


def test_the_seal_register_tells_who_approved_and_which_copy(cast, printed):
    row = SealUse.objects.get()
    assert (row.doc_number, row.copies) == ("演政发〔2026〕1号", 60)
    assert (row.approved_by, row.handled_by) == ("何立新", "孙佳")
    assert row.digest == issuing.finals_of(printed)["pdf"].stored.digest


def test_a_direct_send_gets_round_neither_the_number_nor_the_seal(cast, signed, now):
    asked = Asked(cast.director, now)
    send = partial(matters.direct_send, signed.matter, asked=asked, remark="急件", choice=Choice())
    send("print")
    issuing.make_finals(signed, by=cast.clerk, now=now)
    with pytest.raises(Refused, match="先办“编号”"):
        go(signed, "print", cast.clerk, now)
    send("number")
    go(signed, "number", cast.clerk, now)
    issuing.make_finals(signed, by=cast.clerk, now=now)
    send("dispatch")
    with pytest.raises(Refused, match="先办“用印”"):
        go(signed, "dispatch", cast.clerk, now, "另寄")
    Outgoing.objects.filter(pk=signed.pk).update(printed_at=now)
    with pytest.raises(Refused, match="还没有登记用印"):
        go(signed, "dispatch", cast.clerk, now, "另寄")


def test_the_clerk_does_not_clear_the_seal_gate_by_keeping_a_finding(cast, unclean, now):
    docx = issuing.finals_of(unclean)["docx"]
    text = read(files.read_bytes(docx.stored), docx.name).text
    (found,) = issuing.seal_check(unclean)
    kept = FindingDecision.objects.create(
        matter=unclean.matter, key=key_of(found, text), rule=found.rule, reason="不改",
        by=cast.clerk, made_at=now + timedelta(hours=1),
    )  # fmt: skip
    with pytest.raises(Refused, match="形式要件还有 1 处"):
        issuing.use_seal(unclean, SEAL, by=cast.clerk, now=now)
    kept.by = cast.director
    kept.save()
    assert issuing.seal_check(unclean) == ()


def test_what_the_director_waived_stays_waived_in_a_correction(cast, unclean, now):
    waived = SealOrder(seal_name="演示县人民政府印章", waive_reason="领导改定")
    issuing.use_seal(unclean, waived, by=cast.director, now=now)
    go(unclean, "print", cast.clerk, now)
    go(unclean, "dispatch", cast.clerk, now, "邮寄")
    gongwen = drafting.gongwen_of(issuing.newest_of(unclean.matter))
    upload = Upload("更正.docx", to_docx(reworded(gongwen, "各乡镇要", "各乡镇，要")).data)
    issuing.correct_dispatched(unclean, upload, reason="漏了逗号", by=cast.clerk, now=now)
    old, new = SealUse.objects.order_by("pk")
    assert (new.by, new.waived_by, new.waive_reason) == (cast.clerk, cast.director, "领导改定")
    assert "P35" in new.findings and old.digest != new.digest
    assert new.digest == issuing.finals_of(unclean)["pdf"].stored.digest
