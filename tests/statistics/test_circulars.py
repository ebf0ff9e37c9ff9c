"""督查通报：数冻结，字句里的数都查得到，写成的公文合格式，签发以后不变。"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sanban.core import services as core
from sanban.core.errors import Refused
from sanban.documents.services import drafting
from sanban.documents.services.drafting import findings_of
from sanban.engine.check import check_format
from sanban.engine.proof import Level
from sanban.files import services as files
from sanban.matters.models import Matter, MatterFile
from sanban.statistics import services
from sanban.statistics.circulars.composing import compose, texts_of, unfounded
from sanban.statistics.models import Circular
from sanban.statistics.services import Plan
from sanban.supervision.models import ItemState, SiteCheck, SupervisedItem, Verification
from tests.statistics.seed import LATER, SINCE, UNTIL, at, closing, item
from tests.web.outgoing_steps import new_prefix, walk

RECIPIENTS = "各乡镇人民政府，县政府各部门"
PLAN = Plan(
    kind="circular", since=SINCE, until=UNTIL, main_recipients=RECIPIENTS,
    practices="县财政局实行每周对账，一事一档，逐件销号。",
)  # fmt: skip


@pytest.fixture
def circular(cast, quarter):
    return services.start(PLAN, by=cast.supervisor, now=LATER)


def rows_of(circular):
    return list(circular.figures.select_related("org").order_by("position"))


def gongwen_of(circular):
    return compose(circular, rows_of(circular), day=LATER.date())


def said(circular):
    return "\n".join(texts_of(gongwen_of(circular)))


def figure(circular, key):
    return circular.figures.get(key=key)


def test_the_text_says_the_parts_in_their_order(circular):
    text = said(circular)
    parts = ("总体情况", "好的做法和先进单位", "存在的问题", "下步要求", "位次", "逾期工作日")
    places = [text.index(one) for one in parts]
    assert places == sorted(places)
    assert circular.title == "演示县人民政府办公室关于2026年第三季度督查督办工作情况的通报"


def test_the_text_says_the_frozen_figures(circular):
    text = said(circular)
    for words in (
        "应办结5件，按期办结3件，按期办结率60.0%；逾期2件，逾期率40.0%",
        "销号4件，平均办理35.8个工作日，其中退回重办1件，退回率25.0%",
        "应报反馈4次，及时2次，反馈及时率50.0%",
        "催办3次。准予延期1次。",
        "县财政局应办结的事项全部按期办结，反馈及时。",
        "逾期事项2件，涉及1个单位。",
        "县水务局牵头的“整治北关片区积水点”，应于2026年9月11日办结，逾期19个工作日。",
        "县水务局牵头的“改造柳湾村供水管网”，应于2026年8月31日办结，逾期3个工作日。",
        "反馈不及时的有：县水务局2次。",
        "可在印发后5个工作日内提出申诉",
    ):
        assert words in text, words


def test_every_number_in_the_text_is_a_frozen_figure(circular):
    assert unfounded(gongwen_of(circular), circular, rows_of(circular)) == ()
    assert services.check_numbers(circular) == ()


def test_a_number_nobody_counted_is_found_out(circular):
    rows = rows_of(circular)
    circular.practices = "全县又立项97件。"
    gongwen = gongwen_of(circular)
    circular.practices = ""
    assert unfounded(gongwen, circular, rows) == ("97",)


def test_every_figure_keeps_the_items_it_was_counted_from(circular, quarter):
    on_time = figure(circular, "on_time")
    assert (on_time.numerator, on_time.denominator, on_time.text) == (3, 5, "60.0%")
    assert sorted(on_time.item_ids) == sorted(one.pk for one in quarter.values())
    assert sorted(on_time.met_ids) == sorted(
        quarter[name].pk for name in ("good", "paid", "redone")
    )
    for one in circular.figures.exclude(key__in=("period", "appeal_days", "mean_days")):
        if one.denominator is not None:
            assert (len(one.met_ids), len(one.item_ids)) == (one.numerator, one.denominator)


def test_units_are_ranked_by_on_time_and_feedback_only(cast, circular):
    order = circular.figures.filter(key__startswith="rank:").order_by("text")
    assert [(str(one.org), one.text) for one in order] == [("县财政局", "1"), ("县水务局", "2")]


def test_the_document_breaks_no_rule_of_format_or_wording(cast, circular):
    outgoing = services.draft(circular, by=cast.supervisor, now=LATER, prefix=new_prefix(cast))
    found = [
        one for one in findings_of(drafting.newest(outgoing.matter)) if one.level != Level.HINT
    ]
    assert [(one.rule, one.message, one.quote) for one in found] == []


def drafted(cast, circular):
    choice = {"prefix": new_prefix(cast), "publicity": "on_request"}
    return services.draft(circular, by=cast.supervisor, now=LATER, **choice)


def test_the_signed_and_sealed_document_conforms(cast, now, circular):
    outgoing = drafted(cast, circular)
    walk(outgoing, replace(cast, drafter=cast.supervisor), LATER, until="archive")
    whole = Circular.objects.whole().get(pk=circular.pk)
    assert whole.is_published and whole.state_label == "已印发"
    final = MatterFile.objects.filter(matter=outgoing.matter, role="final", name__endswith=".docx")
    data = files.read_bytes(final.latest("pk").stored)
    faults = [one for one in check_format(data) if one.level != Level.HINT]
    assert [(one.rule, one.message) for one in faults] == []


def test_nothing_changes_once_it_is_signed(cast, circular, quarter):
    outgoing = drafted(cast, circular)
    walk(outgoing, replace(cast, drafter=cast.supervisor), LATER, until="recheck")
    for act in (services.recount, lambda one, **more: services.revise(one, PLAN, **more)):
        with pytest.raises(Refused, match="已经冻结"):
            act(circular, by=cast.supervisor, now=LATER)
    closing_up(quarter["open"])
    found = {one.key: one for one in services.changes(circular, now=LATER)}
    assert (found["on_time"].frozen, found["on_time"].present) == ("60.0%", "60.0%")
    assert (found["closed"].frozen, found["closed"].present) == ("4", "5")
    assert found["closed"].is_changed
    assert figure(circular, "closed").text == "4"


def closing_up(one):
    SupervisedItem.objects.filter(pk=one.pk).update(
        state=ItemState.CLOSED, applied_at=at(9, 29), closed_at=at(9, 30)
    )


def test_counting_again_writes_the_draft_again(cast, circular, quarter):
    outgoing = services.draft(circular, by=cast.supervisor, now=LATER)
    closing_up(quarter["open"])
    services.recount(circular, by=cast.supervisor, now=LATER + timedelta(hours=1))
    newest = drafting.newest(outgoing.matter)
    assert newest.number == 2
    assert "销号5件" in drafting.text_of(newest)
    assert services.check_numbers(Circular.objects.whole().get(pk=circular.pk)) == ()


def test_a_number_changed_by_hand_in_the_draft_is_pointed_out(cast, circular):
    outgoing = services.draft(circular, by=cast.supervisor, now=LATER)
    form = drafting.form_of(outgoing)
    form = replace(form, body=form.body.replace("按期办结率60.0%", "按期办结率96.5%"))
    drafting.save_form(outgoing, form, base=1, reason="改数", by=cast.supervisor, now=LATER)
    assert services.check_numbers(Circular.objects.whole().get(pk=circular.pk)) == ("96.5",)


def test_the_inspection_report_says_what_was_seen_on_the_spot(cast, quarter):
    checked(cast, quarter)
    plan = replace(PLAN, kind="report", main_recipients="演示县人民政府", practices="")
    made = services.start(plan, by=cast.supervisor, now=LATER)
    text = said(made)
    for words in (
        "实地检查1次，其中暗访1次，核查1次，没有通过1次",
        "2026年9月20日到北关路桥下查看：积水仍有30厘米深。",
        "县水务局牵头的“整治北关片区积水点”，核查没有通过：只清了一处。",
        "走访听到的意见：“堤修好了。”",
        "添设泵站一座。责任单位：县水务局。",
    ):
        assert words in text, words
    assert unfounded(gongwen_of(made), made, rows_of(made)) == ()
    outgoing = services.draft(made, by=cast.supervisor, now=LATER)
    found = findings_of(drafting.newest(outgoing.matter))
    assert [(one.rule, one.message) for one in found if one.level != Level.HINT] == []


def checked(cast, quarter):
    SiteCheck.objects.create(
        item=quarter["open"], place="北关路桥下", checked_on=date(2026, 9, 20), people="方弦",
        is_unannounced=True, findings="积水仍有30厘米深", advice="添设泵站一座。",
        by=cast.supervisor, made_at=at(9, 20),
    )  # fmt: skip
    Verification.objects.create(
        item=quarter["open"], method="site", is_passed=False, opinion="只清了一处",
        verified_on=date(2026, 9, 21), by=cast.supervisor, made_at=at(9, 21),
    )  # fmt: skip


def test_an_empty_quarter_still_makes_a_circular(cast, db):
    made = services.start(PLAN, by=cast.supervisor, now=LATER)
    assert "立项督办事项0件，应办结0件。" in said(made)
    assert unfounded(gongwen_of(made), made, rows_of(made)) == ()


def test_titles_with_marks_and_digits_do_no_harm(cast, db):
    item(cast, "整治“三高”企业|12家", due_at=closing(9, 11))
    made = services.start(PLAN, by=cast.supervisor, now=LATER)
    assert "“整治‘三高’企业|12家”" in said(made)
    assert unfounded(gongwen_of(made), made, rows_of(made)) == ()


@pytest.mark.parametrize(
    ("who", "change", "code"),
    [
        ("clerk", {}, "not-keeper"),
        ("water_principal", {}, "not-keeper"),
        ("supervisor", {"until": SINCE - timedelta(1)}, "bad-span"),
        (
            "supervisor",
            {"since": LATER.date() + timedelta(1), "until": date(2027, 1, 1)},
            "bad-span",
        ),
        ("supervisor", {"kind": "praise"}, "bad-choice"),
        ("supervisor", {"main_recipients": "各" * 501}, "too-long"),
        ("supervisor", {"practices": "机密★10年"}, "classified"),
    ],
)
def test_a_bad_plan_is_refused(cast, who, change, code):
    with pytest.raises(Refused) as refused:
        services.start(replace(PLAN, **change), by=getattr(cast, who), now=LATER)
    assert refused.value.code == code
    assert not Circular.objects.exists()


def test_it_is_drafted_once(cast, circular):
    services.draft(circular, by=cast.supervisor, now=LATER)
    with pytest.raises(Refused, match="已经起草"):
        services.draft(circular, by=cast.director, now=LATER)
    assert Matter.objects.filter(kind="outgoing").count() == 1


def test_a_weight_on_instructions_is_warned_of(cast):
    assert services.weight_notices() == ()
    core.set_option("statistics.weight.instruction", "20")
    (notice,) = services.weight_notices()
    assert "领导批示" in notice and "20" in notice and "减负" in notice
