"""文件里的字：读得快的当即读，慢的后台读，带密级标志的不编，读不了的不碍别的。"""

import pytest
from django_tasks_db.models import DBTaskResult

from sanban.engine.read import Physical, Unreadable
from sanban.engine.read.physical import Paragraph, place_all
from sanban.files import services as files
from sanban.matters import services
from sanban.matters.models import MatterFile
from sanban.matters.services import Opening, file_words
from sanban.search.finding import find
from sanban.search.models import Passage

pytestmark = pytest.mark.django_db


def physical(*lines):
    return Physical("", "", place_all(Paragraph(one) for one in lines), "\n".join(lines))


@pytest.fixture
def attached(cast, now):
    """挂上一份还没读过的文件。"""
    matter = services.start("incoming", Opening("来文"), by=cast.clerk, now=now)

    def add(data, name):
        stored = files.store(data, media=name.rpartition(".")[2])
        return services.add_file(
            matter, stored, name=name, role="attachment", by=cast.clerk, now=now
        )

    return add


def found(person, words):
    return find(words, visible=services.sight_of(person)).total


def test_a_text_file_is_read_by_the_job(cast, attached):
    attached("水库巡查".encode(), "附件.txt")
    services.index_waiting.call()
    assert found(cast.clerk, "水库巡查") == 1


def test_a_broken_file_does_not_hold_up_the_rest(cast, attached):
    attached(b"%PDF-1.7 broken", "坏.pdf")
    attached("水库巡查".encode(), "附件.txt")
    services.index_waiting.call()
    assert found(cast.clerk, "水库巡查") == 1
    assert found(cast.clerk, "来文") == 1


def test_a_marked_file_is_never_indexed(cast, attached):
    attached("机密★1年\n水库巡查".encode(), "附件.txt")
    services.index_waiting.call()
    assert found(cast.clerk, "水库巡查") == 0
    assert not Passage.objects.filter(body__contains="水库").exists()


def test_a_picture_is_read_slowly_and_filled_in(cast, attached, monkeypatch):
    file = attached(b"\x89PNG\r\n\x1a\n" + b"0" * 64, "图.png")
    monkeypatch.setattr(file_words.scanner, "is_here", lambda: True)
    services.index_waiting.call()
    assert DBTaskResult.objects.filter(task_path=file_words.read_slowly.module_path).exists()
    monkeypatch.setattr(file_words, "read_scan", lambda data, name: physical("水库巡查"))
    assert file_words.read_slowly.call(file.pk) == "读出 4 个字"
    assert found(cast.clerk, "水库巡查") == 1
    services.index_waiting.call()
    assert found(cast.clerk, "来文 水库") == 1


def test_a_picture_with_a_secrecy_mark_is_not_filled_in(cast, attached, monkeypatch):
    file = attached(b"\x89PNG\r\n\x1a\n" + b"0" * 64, "图.png")
    monkeypatch.setattr(file_words.scanner, "is_here", lambda: True)
    services.index_waiting.call()
    monkeypatch.setattr(file_words, "read_scan", lambda data, name: physical("机密★", "水库巡查"))
    file_words.read_slowly.call(file.pk)
    assert found(cast.clerk, "水库") == 0


def test_a_picture_that_cannot_be_read_says_why(attached, monkeypatch):
    def unread(data, name):
        raise Unreadable("图片已损坏。", code="corrupt")

    monkeypatch.setattr(file_words, "read_scan", unread)
    file = attached(b"\x89PNG\r\n\x1a\n" + b"0" * 64, "图.png")
    assert file_words.read_slowly.call(file.pk) == "图片已损坏。"
    assert file_words.read_slowly.call(10**9) == "文件没有了"


def test_a_retracted_file_is_only_for_those_who_keep_it(cast, attached, now):
    attached("水库巡查".encode(), "附件.txt")
    services.index_waiting.call()
    matter = MatterFile.objects.get().matter
    services.show(matter, [f"p{cast.deputy.pk}"])
    assert found(cast.deputy, "水库") == 1
    MatterFile.objects.update(retracted_at=now)
    services.refresh(matter)
    assert found(cast.deputy, "水库") == 0
    assert found(cast.clerk, "水库") == 1
