"""统计和通报的页面：数点得开、图有同样的表、查几次库不随多少变、申诉从头到尾。"""

import re
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from sanban.core import services as core
from sanban.matters.models import Visibility
from sanban.statistics.models import Circular
from tests.statistics.seed import at, closed, item

AT = at(8, 20)

PERIOD = "since=2026-07-01&until=2026-09-30"
MOST = 12
PLAIN = re.compile(r"<[^>]+>")
LINKED = re.compile(r'<a class="traced"[^>]*>.*?</a>', re.DOTALL)


def page(client, name, query=PERIOD, **kwargs):
    answer = client.get(f"{reverse(name, kwargs=kwargs)}?{query}")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def office(sign_in, cast, quarter):
    return sign_in(cast.supervisor)


def test_the_list_says_every_figure_with_its_definition(office):
    text = page(office, "statistics")
    for words in ("2026年第三季度", "按期办结 3 / 应办结 5", "60.0%", "35.8", "分母是应办结数"):
        assert words in text, words


def test_a_figure_is_split_and_its_numbers_open_the_rows(office, cast):
    text = page(office, "statistic", f"{PERIOD}&by=unit", code="on_time")
    assert "县水务局" in text and "33.3%" in text
    rows = page(office, "statistic-rows", f"{PERIOD}&by=unit&key={cast.water.pk}", code="on_time")
    assert rows.count('class="title"') == 3
    part = f"{PERIOD}&by=unit&key={cast.water.pk}&part=1"
    rows = page(office, "statistic-rows", part, code="on_time")
    assert rows.count('class="title"') == 1 and "修复清水河防洪堤" in rows


def test_rows_that_are_not_for_me_are_counted_but_not_shown(sign_in, cast, quarter):
    client = sign_in(cast.mayor)
    Visibility.objects.create(matter=quarter["good"].matter, subject=f"p{cast.mayor.pk}")
    rows = page(client, "statistic-rows", code="due")
    assert "另有 4 行不归您看" in rows and rows.count('class="title"') == 1


def test_the_chart_draws_the_figures_of_the_table(office):
    url = reverse("statistic-chart", kwargs={"code": "on_time"})
    found = office.get(f"{url}?{PERIOD}&by=unit").json()
    assert (found["kind"], found["labels"]) == ("bar", ["县财政局", "县水务局"])
    assert found["values"] == [100.0, 33.3]
    assert found["texts"][1] == "33.3%（按期办结 1 / 应办结 3）"
    assert office.get(f"{url}?{PERIOD}&by=month").json()["kind"] == "line"


def test_the_drawing_script_is_only_on_pages_with_a_chart(office):
    assert "charts.js" in page(office, "statistic", code="due")
    assert "charts.js" not in page(office, "statistics")
    assert "charts.js" not in page(office, "statistic", f"{PERIOD}&by=unit", code="extensions")


def test_the_sheet_has_the_rows_of_the_table(office):
    url = reverse("statistic-export", kwargs={"code": "on_time"})
    data = BytesIO(office.get(f"{url}?{PERIOD}&by=unit").content)
    rows = CalamineWorkbook.from_filelike(data).get_sheet_by_index(0).to_python()
    assert rows[0] == ["单位", "应办结", "按期办结", "按期办结率"]
    assert rows[-1] == ["合计", 5, 3, "60.0%"]


@pytest.mark.parametrize(
    "query", ["since=x&until=y", "since=2026-09-30&until=2026-01-01", "since=0001-01-01", "by=moon"]
)
def test_an_odd_period_or_split_shows_the_usual_one(office, query):
    assert "期间" in page(office, "statistic", query, code="due")
    assert page(office, "statistic-rows", f"{query}&by=unit&key=x", code="due")


def test_a_weight_on_instructions_is_warned_of_on_every_page(office, circular):
    core.set_option("statistics.weight.adopted", "10")
    for name, given in (("statistics", {}), ("statistic", {"code": "due"}),
                        ("circular", {"pk": circular.pk})):  # fmt: skip
        assert "不许把它作为督查检查考核的内容" in page(office, name, **given)


# fmt: off
LISTS = (
    ("statistics", {}), ("supervision-tiles", {}), ("statistic", {"code": "on_time"}),
    ("statistic", {"code": "mean_days"}), ("statistic-rows", {"code": "timely_feedback"}),
    ("circulars", {}),
)
# fmt: on


@pytest.mark.parametrize(("name", "given"), LISTS)
def test_pages_ask_the_same_few_questions_however_many_items(office, cast, name, given):
    few = cost(office, name, given)
    for n in range(30):
        item(cast, f"第{n}件", due_at=closed(cast, f"又{n}", applied=AT).due_at)
    assert (few, cost(office, name, given)) == (few, few)
    assert few <= MOST


def cost(client, name, given):
    page(client, name, **given)
    with CaptureQueriesContext(connection) as seen:
        page(client, name, **given)
    return len(seen)


def test_every_number_of_the_circular_opens_its_items(office, circular):
    text = page(office, "circular", pk=circular.pk)
    body = text[text.index('class="composed"') : text.index("点一个数")]
    left = PLAIN.sub("", LINKED.sub("", body))
    assert re.findall(r"(?<!附件)\d+", left) == []
    url = re.search(r'href="(/circulars/\d+/figures/\d+/)">60.0%', body)[1]
    rows = office.get(url).content.decode()
    assert rows.count('class="title"') == 5 and rows.count("计入") == 3


def test_a_unit_opens_its_own_numbers_only(sign_in, cast, published):
    text = page(sign_in(cast.water_liaison), "circular", pk=published.pk)
    assert "县财政局" in text
    links = set(re.findall(r"/figures/(\d+)/", text))
    theirs = published.figures.filter(org=cast.finance).values_list("pk", flat=True)
    assert links and not links & {str(pk) for pk in theirs}


def test_frozen_and_present_figures_stand_side_by_side(office, circular, quarter):
    item_open = quarter["open"]
    item_open.state = "stopped"
    item_open.save()
    text = page(office, "circular", "tab=compare", pk=circular.pk)
    assert "变了" in text and "60.0%" in text and "75.0%" in text


def test_a_circular_goes_from_the_form_to_the_outgoing_road(office, cast, prefix):
    answer = office.post(reverse("circular-new"), {
        "kind": "circular", "since": "2026-07-01", "until": "2026-09-30",
        "main_recipients": "县政府各部门",
    })  # fmt: skip
    made = Circular.objects.get()
    assert answer.url == reverse("circular", args=(made.pk,))
    url = reverse("circular-act", args=(made.pk, "draft"))
    answer = office.post(url, {"prefix": prefix.pk, "publicity": "on_request"})
    made.refresh_from_db()
    assert answer.url == reverse("matter", args=(made.outgoing_id,))
    assert office.get(answer.url).status_code == 200
    assert office.post(url).status_code == 409


def test_a_unit_appeals_and_the_office_corrects(client, sign_in, cast, published):
    url = reverse("circular", args=(published.pk,))
    sign_in(cast.water_liaison)
    assert "提出申诉" in client.get(url).content.decode()
    act = reverse("circular-act", args=(published.pk, "appeal"))
    assert client.post(act, {"reason": "已经申请"}).status_code == 409
    assert client.post(act, {"reason": "已经申请", "consent_name": "赵学军"}).status_code == 302
    sign_in(cast.supervisor)
    made = published.appeals.get()
    ruling = reverse("circular-appeal", args=(published.pk, made.pk))
    given = {"upheld": "1", "ruling": "查实", "correction": "逾期2件更正为1件。"}
    assert client.post(ruling, given).status_code == 302
    sign_in(cast.finance_liaison)
    text = client.get(url).content.decode()
    assert "逾期2件更正为1件。" in text and "已经申请" not in text
