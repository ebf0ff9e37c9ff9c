"""取稿和存稿：存回来是新的一版，没改不另存，没收下的另行留着。"""

import io
import zipfile
from datetime import timedelta

import pytest
from django.db import connection

from sanban.audit.models import AuditLog
from sanban.core.errors import Refused
from sanban.documents.models import DraftVersion, LateDraft
from sanban.documents.services import drafting, online
from sanban.files import services as files
from sanban.inbox.models import Message
from sanban.matters import services as matters
from sanban.matters.services import Asked

from .conftest import again, altered, fresh


def refused(act, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        act(*args, **kwargs)
    return caught.value


def with_macro(docx):
    made = io.BytesIO(docx)
    with zipfile.ZipFile(made, "a") as package:
        package.writestr("word/vbaProject.bin", b"macro")
    return made.getvalue()


def test_a_save_is_a_new_version_with_the_file_kept(token, held, docx, now):
    given = altered(docx)
    version = online.save(token, given, lock_token=held.token, now=now)
    assert (version.number, version.way) == (2, "webdav")
    assert "立即处置隐患" in drafting.text_of(version)
    assert files.read_bytes(version.source) == given


def test_saving_what_was_opened_makes_no_version(token, held, docx, outgoing, now):
    version = online.save(token, docx, lock_token=held.token, now=now)
    assert version.number == 1
    assert DraftVersion.objects.filter(matter=outgoing.matter).count() == 1


def test_saving_twice_makes_two_versions(token, held, docx, now):
    online.save(token, altered(docx), lock_token=held.token, now=now)
    made = online.save(again(token), altered(docx, new="马上"), lock_token=held.token, now=now)
    assert made.number == 3


def test_a_client_that_does_not_lock_may_save_too(token, docx, now):
    assert online.save(token, altered(docx), now=now).number == 2


def test_a_lock_must_be_shown_when_there_is_one(token, held, docx, now):
    assert refused(online.save, token, altered(docx), now=now).code == "locked"


def test_saving_over_a_newer_version_is_refused_and_kept_apart(token, docx, outgoing, now):
    form = drafting.form_of(outgoing)
    body = form.body.replace("属地", "主体")
    by = outgoing.matter.drafter
    newer = drafting.DraftForm(
        **{**{n: getattr(form, n) for n in form.__dataclass_fields__}, "body": body}
    )
    drafting.save_form(outgoing, newer, base=1, reason="", by=by, now=now)
    fault = refused(online.save, token, altered(docx), now=now)
    assert fault.code == "late"
    assert LateDraft.objects.get(matter=outgoing.matter).base == 1
    assert DraftVersion.objects.newest(outgoing.matter).number == 2


def test_an_expired_token_saves_nothing_but_the_text_is_kept_and_the_lock_stays(
    token, held, docx, outgoing, now
):
    later = now + timedelta(hours=5)
    fault = refused(online.save, token, altered(docx), lock_token=held.token, now=later)
    assert fault.code == "token-expired"
    late = LateDraft.objects.get(matter=outgoing.matter)
    assert "立即处置隐患" in late.gongwen
    assert outgoing.matter.edit_lock == held
    assert "没有存进去" in Message.objects.get(person=token.person, kind="online").title


def test_after_being_unlocked_by_another_the_text_is_kept_apart(
    outgoing, token, held, docx, cast, now
):
    online.unlock_for(outgoing, reason="出差", by=cast.director, now=now)
    fault = refused(online.save, again(token), altered(docx), lock_token=held.token, now=now)
    assert fault.code == "token-revoked"
    assert LateDraft.objects.filter(matter=outgoing.matter, by=cast.drafter).count() == 1


def test_after_the_draft_moved_on_the_text_is_kept_apart(outgoing, token, docx, cast, now):
    matters.move(outgoing.matter, "to_review", asked=Asked(cast.drafter, now))
    fault = refused(online.save, again(token), altered(docx), now=now)
    assert fault.code == "token-moved"
    assert LateDraft.objects.filter(matter=fresh(outgoing).matter).count() == 1


def test_after_the_matter_ended_the_text_is_kept_apart(outgoing, token, docx, cast, now):
    matters.terminate(outgoing.matter, asked=Asked(cast.drafter, now), remark="不发了")
    fault = refused(online.save, again(token), altered(docx), now=now)
    assert fault.code in ("not-editor", "token-moved", "token-revoked")
    assert "立即处置隐患" in LateDraft.objects.get(matter=outgoing.matter).gongwen


def test_a_token_of_last_week_keeps_nothing(outgoing, token, docx, now):
    refused(online.save, token, altered(docx), now=now + timedelta(days=7))
    assert not LateDraft.objects.exists()


@pytest.mark.parametrize("spoil", [with_macro, lambda docx: docx[: len(docx) // 2], lambda _: b""])
def test_a_file_that_cannot_be_taken_changes_nothing(token, held, docx, outgoing, now, spoil):
    refused(online.save, token, spoil(altered(docx)), lock_token=held.token, now=now)
    assert DraftVersion.objects.filter(matter=outgoing.matter).count() == 1
    assert not LateDraft.objects.exists()


def test_a_classification_mark_is_refused_and_nothing_kept(token, held, docx, outgoing, now):
    given = altered(docx, old="现将有关事项通知如下。", new="机密★一年")
    fault = refused(online.save, token, given, lock_token=held.token, now=now)
    assert fault.code == "classified"
    assert not LateDraft.objects.exists()


def test_a_draft_altered_on_disk_is_not_served(token, outgoing, now):
    with connection.cursor() as cursor:
        cursor.execute("update documents_draft_version set gongwen = '{}'")
    assert refused(online.fetch, token, now=now).code == "draft-altered"


def test_two_saves_at_once_never_lose_one(token, docx, outgoing, now):
    online.save(token, altered(docx), now=now)
    fault = refused(online.save, token, altered(docx, new="马上"), now=now)
    assert fault.code == "late"
    assert LateDraft.objects.get(matter=outgoing.matter)


def test_opening_twice_in_a_row_leaves_one_audit_row(token, now):
    online.fetch(token, now=now)
    online.fetch(token, now=now)
    assert AuditLog.objects.filter(act="read", detail="在线打开").count() == 1
