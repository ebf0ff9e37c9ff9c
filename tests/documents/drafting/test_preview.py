"""预览：一页一张图，空着文号的位置；排过的不再排。"""

from sanban.documents.services import drafting
from sanban.documents.services.drafting.preview import blank_number, sweep_previews
from tests.documents.drafting.conftest import form


def test_shows_the_first_pages(outgoing):
    first = drafting.newest(outgoing.matter)
    pages = drafting.preview_pages(first, count=1)
    assert len(pages) == 1
    assert pages[0].startswith(b"<svg")


def test_the_number_is_left_blank(outgoing):
    gongwen = drafting.gongwen_of(drafting.newest(outgoing.matter))
    assert blank_number(gongwen, outgoing).startswith("演政办发〔20")


def test_the_same_draft_is_not_rendered_twice(outgoing):
    gongwen = drafting.gongwen_of(drafting.newest(outgoing.matter))
    before = drafting.preview(outgoing, gongwen)
    drafting.press().stop()
    assert drafting.preview(outgoing, gongwen) == before
    assert drafting.press().pid == 0


def test_an_upward_draft_can_be_seen_before_it_is_signed(cast, prefix, now):
    made = drafting.start_draft(
        form(prefix=prefix, doc_kind="request", title="关于追加经费的请示", body="当否，请批示。"),
        by=cast.drafter,
        now=now,
    )
    assert drafting.preview_pages(drafting.newest(made.matter))


def test_old_previews_are_swept(outgoing):
    first = drafting.newest(outgoing.matter)
    found = drafting.preview(outgoing, drafting.gongwen_of(first))
    assert sweep_previews(before=2**33) == 1
    assert drafting.page_of(outgoing.matter, found.pages[0]) is None
    assert drafting.page_of(outgoing.matter, "../../../etc") is None
