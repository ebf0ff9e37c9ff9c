"""存稿：起草、改稿、同时存、连按两次、被人改动过。"""

from dataclasses import replace
from datetime import timedelta

import pytest

from sanban.audit.models import AuditLog
from sanban.core.errors import Refused
from sanban.documents.models import DraftVersion, LateDraft
from sanban.documents.services import drafting
from sanban.documents.services.frozen import digest_of
from sanban.matters.models import Step
from tests.documents.drafting.conftest import BODY, form


def test_starts_a_draft_with_its_first_version(cast, outgoing):
    first = drafting.newest(outgoing.matter)
    assert (first.number, first.way, outgoing.matter.stage) == (1, "start", "draft")
    assert "现通知如下" in drafting.text_of(first)
    assert outgoing.matter.values["numbered"] is True
    assert outgoing.main_recipients == "各乡镇人民政府"


def test_the_form_comes_back_as_it_was_typed(outgoing):
    back = drafting.form_of(outgoing)
    assert (back.body, back.title) == (BODY, form().title)
    assert back.prefix == outgoing.prefix


def test_saving_what_did_not_change_makes_no_version(cast, outgoing, now):
    same = drafting.form_of(outgoing)
    drafting.save_form(outgoing, same, base=1, reason="", by=cast.drafter, now=now)
    assert DraftVersion.objects.count() == 1


def test_the_later_of_two_is_kept_aside(cast, outgoing, now):
    mine = replace(drafting.form_of(outgoing), body=BODY.replace("巡护", "巡查"))
    other = replace(drafting.form_of(outgoing), body=BODY.replace("隐患", "火患"))
    drafting.save_form(outgoing, mine, base=1, reason="改词", by=cast.drafter, now=now)
    with pytest.raises(Refused) as refusal:
        later = now + timedelta(minutes=1)
        drafting.save_form(outgoing, other, base=1, reason="也改词", by=cast.drafter, now=later)
    assert refusal.value.code == "late"
    late = LateDraft.objects.get()
    assert (late.base, late.beaten_by, late.reason) == (1, 2, "也改词")
    assert "火患" in late.gongwen


def test_pressing_twice_saves_once(cast, outgoing, now):
    mine = replace(drafting.form_of(outgoing), body=BODY.replace("巡护", "巡查"))
    for _ in range(2):
        saved = drafting.save_form(outgoing, mine, base=1, reason="", by=cast.drafter, now=now)
    assert saved.number == DraftVersion.objects.count() == 2
    assert not LateDraft.objects.exists()


def test_others_may_only_look(cast, outgoing, now):
    mine = replace(drafting.form_of(outgoing), body="改了。")
    with pytest.raises(Refused) as refusal:
        drafting.save_form(outgoing, mine, base=1, reason="", by=cast.director, now=now)
    assert refusal.value.code == "not-editor"
    assert cast.drafter.name in refusal.value.message


def test_a_version_altered_on_disk_is_refused_and_audited(outgoing):
    first = drafting.newest(outgoing.matter)
    first.gongwen = first.gongwen.replace("巡护", "放火")
    with pytest.raises(Refused, match="第 1 版稿子与存下时的摘要不符"):
        drafting.gongwen_of(first)
    assert AuditLog.objects.filter(act="draft.altered", is_done=False).exists()


def test_a_version_forged_with_its_digest_is_refused_and_audited(outgoing):
    first = drafting.newest(outgoing.matter)
    first.gongwen = first.gongwen.replace("{", "[")
    first.digest = digest_of(first.gongwen)
    with pytest.raises(Refused, match="第 1 版稿子读不出来"):
        drafting.gongwen_of(first)
    assert AuditLog.objects.filter(act="draft.altered", is_done=False).exists()


def test_each_version_leaves_a_step(cast, outgoing, now):
    mine = replace(drafting.form_of(outgoing), body="改了。")
    drafting.save_form(outgoing, mine, base=1, reason="重写", by=cast.drafter, now=now)
    last = Step.objects.filter(matter=outgoing.matter).order_by("number").last()
    assert (last.action, last.note) == ("save_draft", "第 2 版（在线填写）：重写")


ATTACHED = BODY + "\n\n# 附件：工作台账\n\n台账的正文。"


def test_a_renamed_attachment_is_renamed_in_both_places(cast, prefix, now):
    made = drafting.start_draft(form(prefix=prefix, body=ATTACHED), by=cast.drafter, now=now)
    typed = drafting.form_of(made)
    assert typed.attachments == ("工作台账",)
    below = replace(typed, body=typed.body.replace("附件：工作台账", "附件：防火台账"))
    drafting.save_form(made, below, base=1, reason="", by=cast.drafter, now=now)
    assert drafting.form_of(made).attachments == ("防火台账",)
    above = replace(drafting.form_of(made), attachments=("巡护台账",))
    drafting.save_form(made, above, base=2, reason="", by=cast.drafter, now=now)
    assert "# 附件：巡护台账" in drafting.form_of(made).body


def test_the_columns_follow_the_draft(cast, outgoing, now):
    changed = replace(
        drafting.form_of(outgoing),
        title="演示县人民政府办公室关于防汛的通知",
        joint=("演示县财政局",),
        publicity="open",
        is_numbered=False,
        urgency="high",
    )
    drafting.save_form(outgoing, changed, base=1, reason="", by=cast.drafter, now=now)
    outgoing.refresh_from_db()
    matter = outgoing.matter
    matter.refresh_from_db()
    assert (matter.title, matter.urgency) == (changed.title, "high")
    assert (matter.values["joint"], matter.values["numbered"]) == (True, False)
    assert outgoing.publicity == "open"
    assert [one.name for one in outgoing.joint_issuers.order_by("position")] == [
        "演示县人民政府办公室",
        "演示县财政局",
    ]
    back = drafting.form_of(outgoing)
    assert (back.joint, back.urgency) == (("演示县财政局",), "high")
