"""编进搜索：写了什么就搜得到什么，不该看的搜不到，丢不了。"""

import pytest
from django.db import transaction

from sanban.documents import services as documents
from sanban.documents.services import Registration
from sanban.files.services.guards import Upload
from sanban.matters import services
from sanban.matters.models import Matter, MatterFile
from sanban.matters.services import Asked, Opening
from sanban.search.finding import find
from sanban.search.models import Passage, Pending
from sanban.supervision import services as supervision  # noqa: F401
from tests.search.heads import owners

pytestmark = pytest.mark.django_db


def seen(person, words):
    return [one.owner for one in find(words, visible=services.sight_of(person)).hits]


@pytest.fixture
def received(cast, now):
    """登记好的一件收文，带正文。"""
    text = "关于防汛的通知\n各县区人民政府：\n请立即巡查水库大坝，逐日报告。"
    source = documents.receive(text.encode(), name="来文.txt", by=cast.clerk, now=now)
    form = Registration(
        title="关于做好防汛工作的通知",
        sender_name="演示市水务局",
        sender_number="演水发〔2026〕12号",
    )
    return documents.register(source, form, by=cast.clerk, now=now).matter


def test_a_registered_document_is_found_at_once(cast, received):
    for words in ("防汛", "演示市水务局", "演水发[2026]12号", "水库大坝", "防汛 逐日报告"):
        assert seen(cast.clerk, words) == [received.pk], words
    assert not Pending.objects.exists()


def test_what_is_not_yours_is_not_found(cast, received):
    assert seen(cast.outsider, "防汛") == []
    assert seen(cast.sys_admin, "防汛") == []


def test_an_opinion_is_found_after_the_job(cast, received, now):
    services.move(received, "to_clerk", asked=Asked(cast.director, now), remark="请王家坝先办")
    assert Pending.objects.filter(pk=received.pk).exists()
    services.index_waiting.call()
    assert seen(cast.clerk, "王家坝") == [received.pk]
    assert not Pending.objects.exists()


def test_a_withdrawn_opinion_is_no_longer_found(cast, received, now):
    moved = services.move(
        received, "to_clerk", asked=Asked(cast.director, now), remark="请王家坝先办"
    )
    step = moved.steps.get(action="to_clerk")
    services.withdraw_opinion(step, by=cast.director, now=now, remark="请李家坝先办")
    services.index_waiting.call()
    assert seen(cast.clerk, "王家坝") == []
    assert seen(cast.clerk, "李家坝") == [received.pk]


def test_a_corrected_title_replaces_the_old_one(cast, received, now):
    documents.change(received.incoming, {"title": "关于抗旱的通知"}, by=cast.clerk, now=now)
    assert owners("做好防汛工作") == []
    assert seen(cast.clerk, "抗旱") == [received.pk]
    assert seen(cast.clerk, "抗旱 水库") == [received.pk]


def test_an_attached_file_is_found_at_once(cast, received, now):
    upload = Upload("附件.txt", "河长制巡河记录".encode())
    services.attach(received, [upload], role="attachment", by=cast.clerk, now=now)
    assert seen(cast.clerk, "巡河记录") == [received.pk]
    (hit,) = find("巡河", visible=services.sight_of(cast.clerk)).hits
    file = MatterFile.objects.get(name="附件.txt")
    assert (hit.label, hit.target) == ("附件.txt", f"file:{file.pk}")


def test_a_change_rolled_back_leaves_nothing_to_index(cast, received, now):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        services.move(received, "to_clerk", asked=Asked(cast.director, now), remark="王家坝")
        raise ZeroDivisionError
    assert not Pending.objects.exists()
    assert seen(cast.clerk, "王家坝") == []


def test_a_file_without_kept_text_is_read_by_the_job(cast, received, now):
    Passage.objects.of(received.pk).delete()
    services.indexing.touch([received.pk])
    services.index_waiting.call()
    assert Passage.objects.get(target__startswith="file:").body.count("水库大坝") == 1


def test_only_the_office_finds_what_was_replaced(cast, received, now):
    file = MatterFile.objects.get(matter=received)
    upload = Upload("新.txt", "请巡查堤防".encode())
    documents.correct(received, file, upload, reason="印错了", by=cast.clerk, now=now)
    services.index_waiting.call()
    services.show(received, [f"p{cast.deputy.pk}"])
    assert seen(cast.clerk, "水库大坝") == [received.pk]
    assert seen(cast.deputy, "水库大坝") == []
    assert seen(cast.deputy, "巡查堤防") == [received.pk]


def test_every_kind_can_be_gathered(cast, now):
    for kind in ("incoming", "outgoing", "material", "supervised_item"):
        matter = Matter(kind=kind, pk=10**9, title="题")
        assert services.indexing.kinds.named(kind).searched(matter).head == ()
    matter = services.start("supervised_item", Opening("修桥"), by=cast.supervisor, now=now)
    services.index_waiting.call()
    assert seen(cast.director, "修桥") == [matter.pk]
