"""综合分析研判：一季一份，数照口径，问题照记录，别人先存了不盖，定稿以后不变。"""

import json
from datetime import date

import pytest

from sanban.audit.models import AuditLog
from sanban.core.errors import Refused
from sanban.statistics import services
from sanban.statistics.analyses.comparing import figures, last_start, next_start, span_of
from sanban.statistics.analyses.gathering import LISTS, MOST, material
from sanban.statistics.counting import total
from sanban.statistics.models import Analysis
from sanban.statistics.registry import reports
from sanban.statistics.services import Words
from sanban.supervision.models import Blockage, Feedback, PlanEntry, SupervisedItem, WorkPlan
from tests.statistics.seed import LATER, SINCE, at, closed, closing, item

WRITTEN = Words(judgement="总体平稳，北关片区进度慢。", measures="一周一调度，九月底前通水。")


@pytest.fixture
def analysis(cast, quarter):
    return services.open_analysis(date(2026, 8, 15), by=cast.supervisor, now=LATER)


def save(cast, analysis, words=WRITTEN, *, base=0):
    return services.save_analysis(analysis, words, base=base, by=cast.supervisor, now=LATER)


def blockage(cast, title, **given):
    values = {
        "org": cast.office, "kind": "blocked", "raised_by": cast.supervisor, "made_at": LATER,
        "raised_on": date(2026, 8, 1), "handler_org": cast.water, **given,
    }  # fmt: skip
    return Blockage.objects.create(title=title, **values)


def told(cast, made, problem, number=1, **given):
    values = {"state": "accepted", "made_at": at(8, 25), "progress": 10, "content": "在办", **given}
    return Feedback.objects.create(
        item=made, org=cast.water, number=number, problem=problem,
        author=cast.water_liaison, **values,
    )  # fmt: skip


def titles(span, name):
    return [one["title"] for one in LISTS[name](span)["rows"]]


@pytest.mark.parametrize(
    ("first", "before", "after"),
    [
        (date(2026, 1, 1), date(2025, 10, 1), date(2026, 4, 1)),
        (date(2026, 4, 1), date(2026, 1, 1), date(2026, 7, 1)),
        (date(2026, 7, 1), date(2026, 4, 1), date(2026, 10, 1)),
        (date(2024, 10, 1), date(2024, 7, 1), date(2025, 1, 1)),
    ],
)
def test_quarters_follow_one_another(first, before, after):
    assert (last_start(first), next_start(first)) == (before, after)


def test_a_quarter_is_opened_once(cast, analysis):
    again = services.open_analysis(date(2026, 9, 30), by=cast.director, now=LATER)
    assert (again.pk, again.starts_on) == (analysis.pk, SINCE)
    assert AuditLog.objects.filter(act="analysis.open").count() == 1


def test_a_quarter_not_begun_is_refused(cast):
    with pytest.raises(Refused) as refusal:
        services.open_analysis(date(2027, 1, 1), by=cast.supervisor, now=LATER)
    assert refusal.value.code == "quarter-ahead"


@pytest.mark.parametrize("who", ["clerk", "mayor", "water_liaison"])
def test_only_the_supervisor_and_the_director_write(cast, analysis, who):
    person = getattr(cast, who)
    with pytest.raises(Refused) as refusal:
        services.open_analysis(SINCE, by=person, now=LATER)
    assert refusal.value.code == "not-keeper"
    with pytest.raises(Refused):
        services.save_analysis(analysis, WRITTEN, base=0, by=person, now=LATER)


def test_the_figures_are_those_of_the_reports_beside_the_quarter_before(cast, span, quarter):
    closed(cast, "上季的一件", applied=at(5, 10), due_at=closing(5, 20))
    found = {one["code"]: one for one in figures(span)}
    assert found["on_time"]["text"] == total(reports()["on_time"], span).text == "60.0%"
    assert found["on_time"]["before"] == "100.0%"
    assert found["on_time"]["change"] == "降 40.0 个百分点，变差"
    assert found["due"]["change"] == "升 4 件"
    assert found["satisfied"]["change"] == ""


def test_late_items_are_listed_longest_first_and_older_quarters_stay(cast, span, quarter):
    older = item(cast, "去年就该办的", due_at=closing(3, 10))
    item(cast, "还没有到期", due_at=closing(12, 10))
    listed = LISTS["late"](span)
    assert [one["title"] for one in listed["rows"]] == [
        older.matter.title, quarter["open"].matter.title,
    ]  # fmt: skip
    assert listed["rows"][0]["days"] > listed["rows"][1]["days"] > 0
    assert not {"owner", "person", "rank"} & set(listed["rows"][0])


def test_a_long_list_says_how_many_there_are(cast, span):
    for n in range(MOST + 3):
        item(cast, f"第{n}件", due_at=closing(7, 20))
    listed = LISTS["late"](span)
    assert (len(listed["rows"]), listed["count"]) == (MOST, MOST + 3)


def test_blockages_are_open_or_solved_in_the_quarter(cast, span):
    blockage(cast, "土地手续未批")
    blockage(cast, "资金拨付慢", solved_on=date(2026, 9, 20))
    blockage(cast, "上季就解决了", raised_on=date(2026, 5, 1), solved_on=date(2026, 6, 1))
    blockage(cast, "季末以后才提", raised_on=date(2026, 10, 5))
    assert titles(span, "unsolved") == ["土地手续未批"]
    assert titles(span, "solved") == ["资金拨付慢"]


def test_rebounds_and_repeated_returns_are_listed(cast, span, quarter):
    SupervisedItem.objects.filter(pk=quarter["open"].pk).update(extension_count=3)
    assert titles(span, "rebounds") == ["兑付粮食补贴"]
    assert titles(span, "repeated") == ["清理盘活闲置资金", "整治北关片区积水点"]


def test_the_sources_with_most_late_come_first(cast, span, quarter):
    rows = LISTS["sources"](span)["rows"]
    assert [(one["key"], one["part"]) for one in rows] == [("B", 2)]


def test_common_words_count_items_not_times(cast, span, quarter):
    told(cast, quarter["open"], "征地补偿资金没有到位，资金缺口大")
    told(cast, quarter["open"], "资金仍没有到位", number=2)
    told(cast, quarter["late"], "配套资金不足")
    told(cast, quarter["good"], "资金退回补报的不算", state="returned")
    told(cast, quarter["paid"], "资金问题是上季报的", made_at=at(6, 1))
    rows = {one["word"]: one["items"] for one in LISTS["words"](span)["rows"]}
    assert rows["资金"] == sorted([quarter["open"].pk, quarter["late"].pk])
    assert "没有" not in rows


def test_the_next_quarter_lists_what_falls_due(cast, span):
    item(cast, "四季度到期", due_at=closing(11, 20))
    item(cast, "明年到期", due_at=closing(1, 20, year=2027))
    assert titles(span, "ahead") == ["四季度到期"]


def test_another_office_is_not_counted(cast, quarter):
    found = material(span_of(cast.water.pk, SINCE, LATER))
    assert not any(found[name]["count"] for name in LISTS)
    assert {one["text"] for one in found["figures"]} <= {"0", "—"}


def test_a_stale_save_is_refused_and_the_first_text_stays(cast, analysis):
    save(cast, analysis)
    with pytest.raises(Refused) as refusal:
        save(cast, analysis, Words(judgement="另一种说法"), base=0)
    assert refusal.value.code == "stale-edition"
    analysis.refresh_from_db()
    assert (analysis.judgement, analysis.edition) == (WRITTEN.judgement, 1)
    save(cast, analysis, Words(judgement="另一种说法", measures="照办"), base=1)
    assert AuditLog.objects.filter(act="analysis.save").count() == 2


@pytest.mark.parametrize(
    ("words", "code"),
    [(Words(causes="机密★1年"), "classified"), (Words(decided="议" * 5001), "too-long")],
)
def test_secret_or_endless_text_is_refused(cast, analysis, words, code):
    with pytest.raises(Refused) as refusal:
        save(cast, analysis, words)
    assert refusal.value.code == code


def test_nothing_is_closed_before_it_is_written(cast, analysis):
    with pytest.raises(Refused) as refusal:
        services.close_analysis(analysis, base=0, by=cast.director, now=LATER)
    assert refusal.value.code == "not-written"


def test_closing_keeps_the_figures_of_that_moment(cast, analysis, span, quarter):
    saved = save(cast, analysis)
    closed_one = services.close_analysis(saved, base=1, by=cast.director, now=LATER)
    expected = json.loads(json.dumps(material(span)))
    SupervisedItem.objects.all().update(state="stopped", is_open=False)
    kept = json.loads(Analysis.objects.get(pk=analysis.pk).material)
    assert kept == expected
    with pytest.raises(Refused) as refusal:
        save(cast, closed_one, base=1)
    assert refusal.value.code == "closed"
    assert AuditLog.objects.filter(act="analysis.close").count() == 1


def test_picked_items_and_blockages_go_into_the_next_quarter_once(cast, analysis, quarter):
    one = blockage(cast, "土地手续未批", due_on=date(2026, 11, 30), measure="部门会商")
    ahead = item(cast, "四季度到期", due_at=closing(11, 20))
    given = {"items": [quarter["open"], ahead], "blockages": [one]}
    for count in (3, 0):
        plan, added = services.list_ahead(analysis, **given, by=cast.supervisor, now=LATER)
        assert added == count
    assert (plan.span, plan.starts_on) == ("quarter", date(2026, 10, 1))
    assert WorkPlan.objects.count() == 1
    rows = PlanEntry.objects.order_by("position").values_list("title", "due_on", "is_urgent")
    assert list(rows) == [
        ("整治北关片区积水点", None, True),
        ("四季度到期", date(2026, 11, 20), False),
        ("解决堵点：土地手续未批", date(2026, 11, 30), False),
    ]
