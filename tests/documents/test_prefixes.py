"""机关代字：文书、主任管自己单位的；写错的、重的不收，用过的不删。"""

import pytest

from sanban.core.errors import Refused
from sanban.documents.models import NumberPrefix
from sanban.documents.services import drafting, prefixes
from sanban.documents.services.drafting import DraftForm
from sanban.documents.services.prefixes import PrefixForm


def add(cast, text="演政办发", by=None, **changes):
    form = PrefixForm(**{"text": text, "issuer": "演示县人民政府办公室", **changes})
    return prefixes.add_prefix(form, by=by or cast.clerk)


def test_prefixes_are_offered_in_their_order(cast):
    first, second = add(cast), add(cast, "演政办函")
    assert list(NumberPrefix.objects.usable(cast.office)) == [first, second]
    prefixes.order_prefixes([second, first], by=cast.clerk)
    assert list(NumberPrefix.objects.usable(cast.office)) == [second, first]


@pytest.mark.parametrize("text", ("", "演政办发〔2026〕", "演政 发", "一二三四五六七八九十一二三"))
def test_a_badly_written_prefix_is_refused(cast, text):
    with pytest.raises(Refused) as refusal:
        add(cast, text)
    assert refusal.value.code == "bad-prefix"


def test_the_same_prefix_is_not_added_twice(cast):
    add(cast)
    with pytest.raises(Refused) as refusal:
        add(cast)
    assert refusal.value.code == "twice"


def test_only_the_clerk_and_the_director_keep_prefixes(cast):
    add(cast, by=cast.director)
    with pytest.raises(Refused) as refusal:
        add(cast, "演政办函", by=cast.drafter)
    assert refusal.value.code == "not-clerk"


def test_another_office_cannot_stop_our_prefix(cast):
    made = add(cast)
    with pytest.raises(Refused):
        prefixes.set_prefix_active(made, False, by=cast.finance_liaison)


def test_a_stopped_prefix_is_no_longer_offered(cast):
    made = add(cast)
    prefixes.set_prefix_active(made, False, by=cast.clerk)
    assert not NumberPrefix.objects.usable(cast.office)
    prefixes.set_prefix_active(made, True, by=cast.clerk)
    assert list(NumberPrefix.objects.usable(cast.office)) == [made]


def test_an_unused_prefix_is_removed_and_a_used_one_is_not(cast, now):
    used, idle = add(cast), add(cast, "演政办函")
    form = DraftForm(doc_kind="notice", title="关于放假的通知", prefix=used, body="现通知如下：")
    drafting.start_draft(form, by=cast.drafter, now=now)
    prefixes.remove_prefix(idle, by=cast.clerk)
    with pytest.raises(Refused) as refusal:
        prefixes.remove_prefix(used, by=cast.clerk)
    assert refusal.value.code == "used"
