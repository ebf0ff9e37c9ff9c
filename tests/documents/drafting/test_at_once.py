"""几个人同时存：一个成，别的都留着；同一个人连按几次只成一版。"""

from dataclasses import replace

import pytest

from sanban.documents.models import DraftVersion, LateDraft
from sanban.documents.services import Upload, drafting
from tests.documents.drafting.conftest import BODY
from tests.documents.test_many_at_once import together

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_many_saving_at_once_one_wins_and_nothing_is_lost(cast, outgoing, now):
    before = drafting.form_of(outgoing)

    def save(n):
        mine = replace(before, body=f"{BODY}\n\n第{n}个人写的。")
        given = {"base": 1, "reason": f"第{n}个", "by": cast.drafter, "now": now}
        return lambda: drafting.save_form(outgoing, mine, **given).number

    found = together([save(n) for n in range(6)])
    assert sorted(map(str, found)) == ["2"] + ["late"] * 5
    assert DraftVersion.objects.count() == 2
    kept = {row.reason for row in LateDraft.objects.all()}
    kept.add(DraftVersion.objects.get(number=2).reason)
    assert kept == {f"第{n}个" for n in range(6)}


def test_a_page_and_a_file_at_once(cast, outgoing, now):
    data = drafting.docx_of(drafting.newest(outgoing.matter))
    mine = replace(drafting.form_of(outgoing), body="页面上写的。")
    given = {"base": 1, "reason": "", "by": cast.drafter, "now": now}
    works = [
        lambda: drafting.save_form(outgoing, mine, **given).way,
        lambda: drafting.upload_version(outgoing, Upload("改.docx", data), **given).way,
    ]
    assert sorted(together(works)) in (["form", "late"], ["late", "upload"])
    assert LateDraft.objects.count() == 1


def test_one_person_pressing_many_times_saves_once(cast, outgoing, now):
    mine = replace(drafting.form_of(outgoing), body="改了。")
    given = {"base": 1, "reason": "", "by": cast.drafter, "now": now}
    found = together([lambda: drafting.save_form(outgoing, mine, **given).number] * 5)
    assert found == [2] * 5
    assert not LateDraft.objects.exists()
