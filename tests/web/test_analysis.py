"""分析研判的页面：立、看、写、两人同时写、定稿、列入下季清单；查几次库不随多少变。"""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from sanban.matters.models import Visibility
from sanban.statistics.models import Analysis
from sanban.supervision.models import Blockage, PlanEntry
from sanban.web.statistics.analysis import PARTS
from tests.statistics.seed import LATER, SINCE, closing, item
from tests.statistics.test_analysis import blockage, told

MOST = 12
WRITTEN = {"judgement": "总体平稳", "causes": "", "measures": "一周一调度", "decided": "成立专班"}


def at(name, *args):
    return reverse(name, args=args)


def text_of(client, name, *args):
    answer = client.get(at(name, *args))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def office(sign_in, cast, analysis):
    return sign_in(cast.supervisor)


def test_the_empty_list_says_how_to_begin(sign_in, cast):
    client = sign_in(cast.supervisor)
    assert "还没有研判过" in text_of(client, "analyses")


def test_a_quarter_is_opened_from_the_list(sign_in, cast, quarter):
    client = sign_in(cast.supervisor)
    page = text_of(client, "analyses")
    assert page.count(f'action="{at("analysis-start")}"') == 2
    answer = client.post(at("analysis-start"), {"day": "2026-08-01"})
    assert answer.url == at("analysis", Analysis.objects.get(starts_on=SINCE).pk)
    assert "2026年第三季度" in text_of(client, "analyses")


def test_figures_stand_beside_the_quarter_before_and_open_their_rows(office, analysis):
    text = text_of(office, "analysis", analysis.pk)
    assert "按期办结 <a" in text and "60.0%" in text
    rows = f"{at('statistic-rows', 'on_time')}?since=2026-07-01&amp;until=2026-09-30"
    assert rows in text
    assert "since=2026-04-01&amp;until=2026-06-30" in text
    assert office.get(rows.replace("&amp;", "&")).status_code == 200


def test_problems_are_listed_with_their_days_and_ways_on(office, analysis, quarter):
    text = text_of(office, "analysis-part", analysis.pk, "problems")
    assert "整治北关片区积水点" in text and "逾期 " in text
    assert f"/items/new/?parent={quarter['open'].pk}" in text


def test_a_word_opens_the_items_that_say_it(office, cast, analysis, quarter):
    told(cast, quarter["open"], "资金缺口大")
    told(cast, quarter["late"], "配套资金不足")
    assert "资金<b>2 件</b>" in text_of(office, "analysis-part", analysis.pk, "words")
    answer = office.get(at("analysis-word", analysis.pk), {"word": "资金"})
    assert answer.content.decode().count('class="title"') == 2


def test_items_that_are_not_for_me_are_counted_but_not_shown(sign_in, cast, analysis, quarter):
    client = sign_in(cast.mayor)
    text = text_of(client, "analysis-part", analysis.pk, "problems")
    assert "整治北关片区积水点" not in text and "1 件都不归您看" in text
    assert "data-picks" in text and "列入下季清单" not in text
    Visibility.objects.create(matter=quarter["open"].matter, subject=f"p{cast.mayor.pk}")
    assert "整治北关片区积水点" in text_of(client, "analysis-part", analysis.pk, "problems")
    sheet = CalamineWorkbook.from_filelike(
        BytesIO(client.get(at("analysis-export", analysis.pk)).content)
    )
    said = str(sheet.get_sheet_by_index(0).to_python())
    assert "整治北关片区积水点" in said and "清理盘活闲置资金" not in said


def test_two_who_write_at_once_both_keep_their_words(office, analysis):
    url = at("analysis-save", analysis.pk)
    assert office.post(url, {**WRITTEN, "base": 0}).status_code == 302
    answer = office.post(url, {**WRITTEN, "judgement": "我看不平稳", "base": 0})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "我看不平稳" in text and "总体平稳" in text
    assert 'name="base" value="1"' in text
    office.post(url, {**WRITTEN, "judgement": "我看不平稳", "base": 1})
    assert Analysis.objects.get().judgement == "我看不平稳"


def test_words_refused_at_closing_stay_in_the_form(office, analysis):
    answer = office.post(at("analysis-close", analysis.pk), {"judgement": "只写了判断", "base": 0})
    assert answer.status_code == 422
    assert "只写了判断" in answer.content.decode()
    assert Analysis.objects.get().edition == 0


def test_a_closed_quarter_shows_what_was_kept(office, cast, analysis, quarter):
    assert office.post(at("analysis-close", analysis.pk), {**WRITTEN, "base": 0}).status_code == 302
    quarter["open"].matter.title = "改过的名字"
    quarter["open"].matter.save()
    for n in range(3):
        item(cast, f"后来的{n}", due_at=closing(8, 1))
    text = text_of(office, "analysis", analysis.pk)
    assert "成立专班" in text and "<textarea" not in text and "60.0%" in text
    listed = text_of(office, "analysis-part", analysis.pk, "problems")
    assert "整治北关片区积水点" in listed and "后来的" not in listed
    assert office.post(at("analysis-save", analysis.pk), {**WRITTEN, "base": 1}).status_code == 422


def test_picked_rows_go_into_the_next_list(office, cast, analysis, quarter):
    blockage(cast, "土地手续未批")
    given = {"item": [quarter["open"].pk], "blockage": [Blockage.objects.get().pk]}
    answer = office.post(at("analysis-plan", analysis.pk), given)
    assert PlanEntry.objects.count() == 2
    assert "解决堵点：土地手续未批" in office.get(answer.url).content.decode()


def test_the_sheet_has_the_words_the_figures_and_the_lists(office, analysis):
    office.post(at("analysis-save", analysis.pk), {**WRITTEN, "base": 0})
    data = BytesIO(office.get(at("analysis-export", analysis.pk)).content)
    rows = CalamineWorkbook.from_filelike(data).get_sheet_by_index(0).to_python()
    assert rows[0][:3] == ["部分", "内容", "数"] and rows[1][:2] == ["形势判断", "总体平稳"]
    assert ["各个数", "按期办结率", "60.0%"] in [row[:3] for row in rows]
    assert any(row[:2] == ["逾期还没办结", "整治北关片区积水点"] for row in rows)


def cost(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


@pytest.mark.parametrize("who", ["supervisor", "mayor"])
@pytest.mark.parametrize("name", ["analyses", "analysis", *PARTS])
def test_pages_ask_the_same_few_questions_however_many_items(
    sign_in, cast, analysis, quarter, name, who
):
    client = sign_in(getattr(cast, who))
    args = {"analyses": (), "analysis": (analysis.pk,)}.get(name, (analysis.pk, name))
    url = reverse(name if name in ("analyses", "analysis") else "analysis-part", args=args)
    many(cast, 2)
    few = cost(client, url)
    many(cast, 20)
    assert (few, cost(client, url)) == (few, few)
    assert few <= MOST


def many(cast, count):
    for n in range(count):
        for due in (closing(8, 1), closing(11, 1)):
            made = item(cast, f"第{n}件", due_at=due, return_count=2)
            told(cast, made, "资金缺口大")
        blockage(cast, f"第{n}处")
        blockage(cast, f"解决第{n}处", solved_on=LATER.date().replace(month=9))
