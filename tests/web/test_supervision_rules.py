"""督办的规矩一页：主任改了当场生效，督查员只看；不合范围的不存，说清范围。"""

import pytest
from django.urls import reverse

from sanban.audit.models import AuditLog
from sanban.supervision.services import RULES, current_rules

pytestmark = pytest.mark.django_db


def _values(**changed):
    rules = current_rules()
    kept = {one.code: str(getattr(rules, one.code)) for one in RULES}
    return {**kept, "series": rules.series, **changed}


def test_the_director_changes_a_number_and_only_that_is_told(sign_in, cast):
    answer = sign_in(cast.director).post(
        reverse("supervision-rules"), _values(near_days="5"), follow=True
    )
    assert "离时限几个工作日转黄改为 5" in answer.content.decode()
    assert current_rules().near_days == 5
    assert AuditLog.objects.get(act="supervision.rules").detail == "near_days=5"


def test_saving_without_a_change_leaves_no_trace(sign_in, cast):
    answer = sign_in(cast.director).post(reverse("supervision-rules"), _values(), follow=True)
    assert "没有改动" in answer.content.decode()
    assert not AuditLog.objects.filter(act="supervision.rules").exists()


@pytest.mark.parametrize("bad", ["", "31", "-1", "很快", "3" * 40])
def test_a_number_out_of_range_is_not_kept(sign_in, cast, bad):
    answer = sign_in(cast.director).post(reverse("supervision-rules"), _values(near_days=bad))
    assert answer.status_code == 422
    assert current_rules().near_days == 3


def test_a_supervisor_sees_the_numbers_and_cannot_change_them(sign_in, cast):
    here = reverse("supervision-rules")
    assert "由督办单位的办公室主任定" in sign_in(cast.supervisor).get(here).content.decode()
    answer = sign_in(cast.supervisor).post(here, _values(near_days="5"))
    assert "请报主任" in answer.content.decode()
    assert current_rules().near_days == 3
