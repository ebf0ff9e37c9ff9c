"""签发：由该签的人签，签好封存；代签过期的转回本人；签后改了实质内容的送复审。"""

import re
import zipfile
from datetime import UTC, timedelta

import pytest

from sanban.core.errors import Refused
from sanban.documents import services as documents
from sanban.documents.models import Way
from sanban.documents.services import drafting, issuing
from sanban.files import services as files
from sanban.matters.models import MatterFile, Step, Todo
from sanban.people.models import Delegation
from tests.documents.issuing.conftest import REPORT, again, approve, form, go, reworded


@pytest.fixture
def reviewed(cast, outgoing, now):
    sent = go(outgoing, "to_review", cast.drafter, now)
    approve(sent, cast.director, now)
    return sent


@pytest.fixture
def at_signing(cast, reviewed, now):
    return go(reviewed, "to_leader", cast.director, now, "拟同意，请签发", people=[cast.deputy])


@pytest.fixture
def signed(cast, at_signing, now):
    return go(at_signing, "sign_off", cast.deputy, now, "同意印发")


def test_any_leader_may_sign_an_ordinary_document(cast, at_signing, now):
    done = go(at_signing, "sign_off", cast.deputy, now, "同意")
    assert (done.matter.stage, done.signed_at) == ("recheck", now)
    assert done.signed_digest == done.signed_version.digest


@pytest.mark.parametrize("change", [{"is_important": True}, REPORT])
def test_only_the_principal_signs_what_is_important_or_goes_up(
    cast, now, prefix, principal, change
):
    made = drafting.start_draft(form(prefix, **change), by=cast.drafter, now=now)
    made = go(made, "to_review", cast.drafter, now)
    approve(made, cast.director, now)
    with pytest.raises(Refused, match="主要负责人") as refusal:
        go(made, "to_leader", cast.director, now, "请签发", people=[cast.deputy])
    assert refusal.value.code == "wrong-signer"
    assert "何立新" in str(refusal.value)
    sent = go(made, "to_leader", cast.director, now, "请签发", people=[cast.mayor])
    assert sent.matter.stage == "sign_off"


def test_somebody_who_leads_nothing_cannot_be_asked_to_sign(cast, reviewed, now):
    with pytest.raises(Refused, match="不能签发"):
        go(reviewed, "to_leader", cast.director, now, "请签发", people=[cast.deputy, cast.outsider])


def test_a_bare_signature_counts_as_consent_and_says_so(cast, at_signing, now):
    go(at_signing, "sign_off", cast.deputy, now, "")
    step = Step.objects.filter(matter=at_signing.matter, action="sign_off").get()
    assert step.remark.startswith("同意") and "条例第二十二条" in step.remark


def test_a_signature_that_says_no_is_refused(cast, at_signing, now):
    with pytest.raises(Refused, match="不予签发"):
        go(at_signing, "sign_off", cast.deputy, now, "不同意，先放一放")


def test_signing_keeps_the_text_in_a_file(cast, signed):
    row = MatterFile.objects.get(matter=signed.matter, role="final")
    assert row.stored.digest == signed.final_digest
    assert "签发稿" in row.name


def test_a_stand_in_past_his_dates_is_refused_and_the_duty_goes_back(cast, reviewed, now):
    today = now.date()
    Delegation.objects.create(
        person=cast.mayor, deputy=cast.deputy, since=today, until=today, reason="出差"
    )
    sent = go(reviewed, "to_leader", cast.director, now, "请签发", people=[cast.mayor])
    assert Todo.objects.live(sent.matter).get().person == cast.deputy
    with pytest.raises(Refused, match="到期") as refusal:
        go(sent, "sign_off", cast.deputy, now + timedelta(days=1), "同意")
    assert refusal.value.code == "delegation-over"
    todo = Todo.objects.live(sent.matter).get()
    assert (todo.person, todo.on_behalf_of) == (cast.mayor, None)
    done = go(sent, "sign_off", cast.mayor, now + timedelta(days=1), "同意")
    assert done.signed_version_id


def test_a_stand_in_within_his_dates_signs_for_the_principal(cast, reviewed, now):
    today = now.date()
    Delegation.objects.create(person=cast.mayor, deputy=cast.deputy, since=today, until=today)
    sent = go(reviewed, "to_leader", cast.director, now, "请签发", people=[cast.mayor])
    go(sent, "sign_off", cast.deputy, now, "同意")
    step = Step.objects.get(matter=sent.matter, action="sign_off")
    assert (step.person, step.on_behalf_of) == (cast.deputy, cast.mayor)


def change(outgoing, old, new, by, now):
    gongwen = drafting.gongwen_of(issuing.newest_of(outgoing.matter))
    changed = reworded(gongwen, old, new)
    return drafting.add_version(outgoing, changed, way=Way.FORM, reason="改", by=by, now=now)


def test_punctuation_after_signing_is_minor(cast, signed, now):
    gongwen = drafting.gongwen_of(signed.signed_version)
    assert issuing.guard_change(signed, reworded(gongwen, "到村、到户", "到村，到户")) == "minor"
    assert issuing.guard_change(signed, reworded(gongwen, "到村", "到乡")) == "substantive"


def test_before_signing_any_change_is_free(cast, at_signing):
    gongwen = drafting.gongwen_of(issuing.newest_of(at_signing.matter))
    assert issuing.guard_change(at_signing, reworded(gongwen, "到村", "到乡")) == ""


def test_a_changed_word_must_go_back_to_the_signer(cast, signed, now):
    change(signed, "及时发现", "第一时间发现", cast.clerk, now)
    with pytest.raises(Refused, match="复审") as refusal:
        go(signed, "to_number", cast.clerk, now)
    assert refusal.value.code == "changed-after-signing"
    with pytest.raises(Refused, match="郑国平"):
        go(signed, "sign_again", cast.clerk, now, "改了一处", people=[cast.mayor])
    back = go(signed, "sign_again", cast.clerk, now, "改了一处，请复审")
    assert Todo.objects.live(back.matter).get().person == cast.deputy
    redline = MatterFile.objects.get(matter=back.matter, role="redline")
    assert "花脸稿" in redline.name
    assert dated(redline) == f"{now.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    done = go(back, "sign_off", cast.deputy, now, "同意")
    assert done.signed_version.number == 2
    assert go(done, "to_number", cast.clerk, now).matter.stage == "number"


def dated(redline):
    with files.open_file(redline.stored) as source, zipfile.ZipFile(source) as package:
        (found,) = set(re.findall(rb'w:date="([^"]+)"', package.read("word/document.xml")))
    return found.decode()


def test_a_minor_change_goes_on_with_its_redline_kept(cast, signed, now):
    change(signed, "到村、到户", "到村，到户", cast.clerk, now)
    sent = go(signed, "to_number", cast.clerk, now)
    assert sent.matter.stage == "number"
    assert MatterFile.objects.filter(matter=sent.matter, role="redline").count() == 1


def test_taking_a_signature_back_unfreezes(cast, signed, now):
    documents.withdraw(signed.matter, by=cast.deputy, now=now)
    assert again(signed).signed_version is None
