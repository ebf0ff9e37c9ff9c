"""督查通报从算数到印发：督查员在页面上做，走发文的各道关口，出来的定稿合格式，数数有出处。

通报先照上一季算好数，点得开每一个数；起草成发文，审核、签发、编号、用印、核发都从页面上办；
定稿的 DOCX、PDF 查不出错误和警告，里面的数都在存下的数里；印发以后单位看得到，数不再变。
"""

import re
from dataclasses import replace

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from sanban.documents.models import Outgoing
from sanban.documents.services import drafting
from sanban.documents.services.drafting import findings_of
from sanban.engine.check import check_format
from sanban.engine.proof import Level
from sanban.engine.read import read
from sanban.matters.models import MatterFile
from sanban.statistics import services
from sanban.statistics.models import Circular
from sanban.supervision.models import SupervisedItem
from tests.statistics.seed import SINCE, UNTIL
from tests.web.outgoing_road import Road
from tests.web.test_journey_outgoing import office  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)
NUMBER = re.compile(r"\d+(?:\.\d+)?")
RECIPIENTS = "各乡镇人民政府，县政府各部门"
PRACTICES = "县财政局实行每周对账，一事一档，逐件销号。"


@pytest.fixture
def road(enter_once, cast, office):  # noqa: F811
    """通报由督查员起草，别的各步照发文的路。"""
    return Road(enter_once, replace(cast, drafter=cast.supervisor))


def test_a_quarterly_circular_goes_from_the_figures_to_the_final(road, cast, quarter):
    circular = composed(road, cast)
    traced(road, cast, circular)
    pk = drafted(road, cast, circular)
    issued(road, cast, pk)
    conforms(road, cast, pk, circular)
    published(road, cast, circular)


def composed(road, cast):
    """填期间和人写的话，数由系统算。"""
    page = road.enter(cast.supervisor)
    page.goto(f"{road.enter.url}/circulars/new/")
    page.fill("[name=since]", SINCE.isoformat())
    page.fill("[name=until]", UNTIL.isoformat())
    page.fill("[name=main_recipients]", RECIPIENTS)
    page.fill("[name=practices]", PRACTICES)
    page.click("main [data-main]")
    page.wait_for_selector(".composed")
    return Circular.objects.get()


def traced(road, cast, circular):
    """正文里的数都是链接，点开就是数它的那些事项。"""
    page = road.enter(cast.supervisor)
    links = page.locator(".composed a.traced")
    found = {one.get_attribute("href"): one.inner_text() for one in links.all()}
    assert len(found) > 20
    figures = {one.pk: one for one in circular.figures.all()}
    shown = {int(url.rstrip("/").rsplit("/", 1)[1]) for url in found}
    assert shown <= set(figures)
    bare = page.evaluate(BARE)
    assert not NUMBER.findall(without_words(bare, circular))
    for pk in sorted(shown):
        answer = page.request.get(f"{road.enter.url}/circulars/{circular.pk}/figures/{pk}/")
        ids = {*figures[pk].item_ids, *figures[pk].met_ids}
        assert answer.ok
        assert answer.text().count('class="title"') == len(ids)
    page.click(".composed a.traced >> text=60.0%")
    page.click("a.title >> nth=0")
    expect(page.locator(".mhead")).to_be_visible()


BARE = """() => {
  const all = document.querySelector(".composed").cloneNode(true);
  all.querySelectorAll("a.traced").forEach((one) => one.remove());
  return all.textContent;
}"""
"""正文里去掉点得开的数，剩下的字。"""


def without_words(text, circular):
    """去掉事项的题目、附件的序号、人写的话，剩下的是系统写的。"""
    titles = SupervisedItem.objects.values_list("matter__title", flat=True)
    for one in (*titles, *PRACTICES.split("，"), circular.title):
        text = text.replace(one, "")
    return re.sub(r"附件\d+", "", text)


def drafted(road, cast, circular):
    """起草成发文，审核以前查不出毛病。"""
    page = road.enter(cast.supervisor)
    page.goto(f"{road.enter.url}/circulars/{circular.pk}/")
    page.select_option("[name=prefix]", label="演政办发")
    page.select_option("[name=publicity]", "on_request")
    page.click("main button:has-text('起草成发文')")
    page.wait_for_url("**/matters/**")
    road.told(page)
    outgoing = Outgoing.objects.get()
    found = findings_of(drafting.newest(outgoing.matter))
    assert [one.message for one in found if one.level != Level.HINT] == []
    assert services.check_numbers(Circular.objects.whole().get(pk=circular.pk)) == ()
    return outgoing.pk


def issued(road, cast, pk):
    """审核、签发、复核、编号、用印、付印、核发。"""
    road.press(road.at(cast.supervisor, pk), "送审核")
    road.review(pk, "hlx")
    road.sign(cast.mayor, pk)
    road.issue(pk, units=("xswj", "xczj"))


def conforms(road, cast, pk, circular):
    """下载定稿：DOCX、PDF 没有错误和警告；里面的数都存着。"""
    finals = MatterFile.objects.current(Outgoing.objects.get(pk=pk).matter).filter(role="main")
    page = road.enter(cast.supervisor)
    for suffix in (".docx", ".pdf"):
        final = finals.get(name__endswith=suffix)
        answer = page.request.get(f"{road.enter.url}/matters/{pk}/files/{final.pk}/")
        assert answer.ok
        data = answer.body()
        found = check_format(data, final.name)
        assert [(one.rule, one.message) for one in found if one.level != Level.HINT] == []
        text = read(data, final.name).text
        assert "按期办结率60.0%" in "".join(text.split())
        text = re.sub(r"—\s*\d+\s*—", "", text)
        assert set(NUMBER.findall(text)) - known(pk, circular) == set(), suffix


def known(pk, circular):
    """存下的数，和文号、日期里的数（页码另去掉）。"""
    outgoing = Outgoing.objects.get(pk=pk)
    days = [timezone.localdate(one) for one in (outgoing.signed_at, outgoing.dispatched_at)]
    said = [str(outgoing.number), PRACTICES, *(f"{d.year}年{d.month}月{d.day}日" for d in days)]
    for one in circular.figures.all():
        said += [one.text, one.label, str(one.numerator), str(one.denominator)]
    return {found for one in said for found in NUMBER.findall(one)}


def published(road, cast, circular):
    """单位看得到；签发以后不能重算。"""
    whole = Circular.objects.whole().get(pk=circular.pk)
    assert whole.is_published
    page = road.enter(cast.supervisor)
    page.goto(f"{road.enter.url}/circulars/{circular.pk}/")
    expect(page.locator(".head")).to_contain_text("已印发")
    assert page.locator("button:has-text('重算')").count() == 0
    page = road.enter(cast.water_liaison)
    page.goto(f"{road.enter.url}/circulars/{circular.pk}/")
    expect(page.locator(".composed")).to_contain_text("按期办结率60.0%")
    expect(page.locator("button:has-text('提出申诉')")).to_be_visible()
