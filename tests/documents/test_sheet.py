"""收文处理笺：各栏从登记簿和留痕来；扫描回来认得出是哪一件。"""

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from sanban.core.errors import Refused
from sanban.documents import services
from sanban.documents.services import Upload
from sanban.documents.services.sheet import sheet_of
from sanban.engine.pages.picture import page_png
from sanban.matters import services as matters
from sanban.matters.models import MatterFile, Step, Todo
from sanban.matters.services import Asked
from sanban.people import services as people
from sanban.people.models import Person, RankEntry
from sanban.people.services import PostDetails
from tests.documents.test_handling import go


@pytest.fixture
def instructed(cast, incoming, now):
    matter = incoming.matter
    go(
        matter,
        "to_leaders",
        cast.director,
        now,
        "建议呈县长阅示。",
        people=(cast.deputy, cast.mayor),
    )
    asked = Asked(cast.clerk, now, on_paper_for=cast.mayor)
    services.move(matter, "instruct", asked=asked, remark="同意，抓紧落实。")
    go(matter, "instruct", cast.deputy, now, "请水务局牵头。")
    return incoming


def test_opinions_stand_in_rank_order_with_who_recorded_them(cast, instructed):
    sheet = sheet_of(instructed)
    assert [one.name for one in sheet.instructions] == ["何立新", "郑国平"]
    assert sheet.instructions[0].recorded_by == "林晓燕"
    assert sheet.proposals[0].text == "建议呈县长阅示。"
    assert sheet.due == "2026年10月7日前"


def test_the_office_ranking_decides_the_order(cast, instructed):
    RankEntry.objects.create(context="office", person=cast.deputy, position=1)
    assert [one.name for one in sheet_of(instructed).instructions] == ["郑国平", "何立新"]


def test_withdrawn_and_replaced_opinions_are_not_printed(cast, instructed, now):
    step = Step.objects.get(matter=instructed.matter, person=cast.deputy)
    matters.withdraw_opinion(step, by=cast.deputy, now=now, remark="请财政局牵头。")
    texts = [one.text for one in sheet_of(instructed).instructions]
    assert texts == ["同意，抓紧落实。", "请财政局牵头。"]


def test_units_and_readers_are_listed(cast, instructed, now):
    orgs = ((cast.finance, "lead"), (cast.water, "assist"))
    go(instructed.matter, "assign", cast.clerk, now, orgs=orgs)
    matters.circulate(instructed.matter, [cast.drafter], by=cast.clerk, now=now)
    go(instructed.matter, "report_back", cast.water_liaison, now, "已配合。")
    sheet = sheet_of(instructed)
    assert [(one.duty, one.org, one.text) for one in sheet.handlings] == [
        ("主办", "演示县财政局", ""), ("协办", "演示县水务局", "已配合。"),
    ]  # fmt: skip
    assert [one.name for one in sheet.readers] == ["孙佳"]


def test_a_signature_keeps_the_post_held_then(cast, instructed, now):
    matters.circulate(instructed.matter, [cast.drafter], by=cast.clerk, now=now)
    todo = Todo.objects.reading_of(cast.drafter).get()
    matters.read(todo, by=cast.drafter, now=now)
    before = sheet_of(instructed)
    for person in (cast.mayor, cast.deputy, cast.drafter):
        since = (now + timedelta(days=30)).date()
        post = PostDetails(cast.finance, "调研员", since)
        people.add_post(person, post, by=cast.sys_admin, now=now + timedelta(days=31))
    after = sheet_of(instructed)
    assert Person.objects.get(pk=cast.mayor.pk).post_name == "调研员"
    assert [one.post for one in after.instructions] == ["县长", "副县长"]
    assert (after.instructions, after.readers) == (before.instructions, before.readers)


def test_a_scanned_sheet_finds_its_matter(cast, instructed, now):
    pdf = services.handling_sheet(instructed)
    picture = page_png(pdf, 1, width_px=1240)
    found = services.scan_back(Upload("扫描.png", picture), by=cast.clerk_b, now=now)
    assert found == instructed
    file = MatterFile.objects.get(role="scan")
    assert (file.matter, file.name) == (instructed.matter, "扫描.png")
    with pytest.raises(Refused, match="没有找到这张处理笺"):
        services.scan_back(Upload("扫描.png", picture), by=cast.outsider, now=now)


def blank_png():
    out = BytesIO()
    Image.new("L", (400, 500), 255).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (blank_png(), "二维码"),
        ("文字".encode(), "PDF 或图片"),
        (b"%PDF-1.4 broken", "打不开"),
        (b"\x89PNG\r\n\x1a\nbroken", "认不了"),
    ],
)
def test_what_is_no_sheet_is_refused(cast, now, data, said):
    with pytest.raises(Refused, match=said):
        services.scan_back(Upload("扫描.png", data), by=cast.clerk, now=now)
