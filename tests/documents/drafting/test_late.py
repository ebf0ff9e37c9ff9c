"""没有并入的稿：比较、采用、放弃；只有本人能处理，处理过的不再处理。"""

import io
import zipfile
from dataclasses import replace
from datetime import UTC

import pytest

from sanban.core.errors import Refused
from sanban.documents.models import DraftVersion, EditLock, EditToken, LateDraft
from sanban.documents.services import drafting
from tests.documents.drafting.conftest import BODY


@pytest.fixture
def late(cast, outgoing, now):
    mine = replace(drafting.form_of(outgoing), body=BODY.replace("巡护", "巡查"))
    other = replace(drafting.form_of(outgoing), body=BODY.replace("隐患", "火患"))
    drafting.save_form(outgoing, mine, base=1, reason="", by=cast.drafter, now=now)
    with pytest.raises(Refused):
        drafting.save_form(outgoing, other, base=1, reason="改词", by=cast.drafter, now=now)
    return LateDraft.objects.get()


def test_the_same_late_text_is_kept_once(cast, outgoing, late, now):
    other = replace(drafting.form_of(outgoing), body=BODY.replace("隐患", "火患"))
    with pytest.raises(Refused):
        drafting.save_form(outgoing, other, base=1, reason="改词", by=cast.drafter, now=now)
    assert LateDraft.objects.count() == 1


def test_comparing_says_what_differs(outgoing, late):
    newest = drafting.newest(outgoing.matter)
    said = [str(one) for one in drafting.compare_versions(outgoing, newest, late).changes]
    assert any("“巡查”改为“巡护”" in one for one in said)
    assert any("火患" in one for one in said)


def test_adopting_makes_the_next_version(cast, outgoing, late, now):
    made = drafting.adopt_late(outgoing, late, base=2, by=cast.drafter, now=now)
    assert (made.number, "火患" in drafting.text_of(made)) == (3, True)
    late.refresh_from_db()
    assert (late.version, late.settled_at) == (made, now)
    with pytest.raises(Refused) as refusal:
        drafting.drop_late(outgoing, late, by=cast.drafter, now=now)
    assert refusal.value.code == "settled"


def test_dropping_keeps_the_text_in_the_books(cast, outgoing, late, now):
    drafting.drop_late(outgoing, late, by=cast.drafter, now=now)
    late.refresh_from_db()
    assert (late.version, "火患" in late.gongwen) == (None, True)
    assert DraftVersion.objects.count() == 2


def test_only_the_author_settles_it(cast, outgoing, late, now):
    with pytest.raises(Refused) as refusal:
        drafting.drop_late(outgoing, late, by=cast.clerk, now=now)
    assert refusal.value.code == "no-late-draft"


def test_the_redline_carries_true_revisions(cast, outgoing, late):
    first, second = DraftVersion.objects.order_by("number")
    data = drafting.redline_docx(outgoing, first, second)
    document = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    assert "<w:ins " in document
    assert cast.drafter.name in document
    made_at = second.made_at.astimezone(UTC)
    assert f'w:date="{made_at:%Y-%m-%dT%H:%M:%SZ}"' in document


def test_nobody_saves_while_another_edits_online(cast, outgoing, now):
    later = now.replace(year=2100)
    token = EditToken.objects.create(
        matter=outgoing.matter,
        person=cast.director,
        digest="d",
        round=outgoing.matter.round,
        base=1,
        made_at=now,
        expires_at=later,
    )
    EditLock.objects.create(
        matter=outgoing.matter,
        person=cast.director,
        token="t",
        base=1,
        locked_at=now,
        expires_at=later,
        round=outgoing.matter.round,
        edit_token=token,
    )
    mine = replace(drafting.form_of(outgoing), body="改了。")
    with pytest.raises(Refused) as refusal:
        drafting.save_form(outgoing, mine, base=1, reason="", by=cast.drafter, now=now)
    assert refusal.value.code == "locked"
    assert cast.director.name in refusal.value.message
