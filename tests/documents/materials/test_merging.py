"""并稿：来稿织进稿子，来处留着；原来的段不动。"""

import pytest

from sanban.core.errors import Refused
from sanban.documents.models import DraftVersion, MaterialPart
from sanban.documents.services import drafting, materials
from sanban.documents.services.materials.weaving import Section, woven
from sanban.engine.gongwen.blocks import plain
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.elements import Body
from sanban.matters.models import Step

from .conftest import answers, call_form

OLD = (plain("导语。"), plain("一、工作进展", 1), plain("老段。"), plain("二、存在问题", 1))


def lines(gongwen):
    return [one.text for one in gongwen.first(Body).blocks]


def weave(*sections, blocks=OLD):
    return lines(woven(Gongwen("report", (Body(blocks),)), sections))


def merge(outgoing, parts, cast, now, base=1):
    return materials.merge(outgoing, parts, base=base, by=cast.drafter, now=now)


def code_of(act, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        act(*args, **kwargs)
    return caught.value.code


def test_lines_go_to_the_end_of_the_section_of_that_name():
    found = weave(Section("工作进展", ("新段。",)))
    assert found == ["导语。", "一、工作进展", "老段。", "新段。", "二、存在问题"]


def test_a_heading_not_in_the_draft_becomes_a_new_section_numbered_on():
    assert weave(Section("1.下步打算", ("抓紧。",)))[-2:] == ["三、下步打算", "抓紧。"]


def test_lines_without_heading_go_to_the_very_end():
    assert weave(Section("", ("附带一句。",)))[-1] == "附带一句。"


def test_a_subheading_of_the_unit_stays_a_subheading():
    body = woven(
        Gongwen("report", (Body(OLD),)), [Section("工作进展", ("（一）资金", "一、不是标题"))]
    ).first(Body)
    assert [one.level for one in body.blocks] == [0, 1, 0, 2, 0, 1]


def test_an_empty_draft_gets_its_first_section():
    assert weave(Section("工作进展", ("段。",)), blocks=()) == ["一、工作进展", "段。"]


def test_good_parts_become_a_new_version_and_old_words_stay(outgoing, good, cast, now):
    version = merge(outgoing, [good], cast, now)
    found = lines(drafting.gongwen_of(version))
    assert (version.number, version.way) == (2, "merge")
    assert found == [
        "现将有关情况报告如下。",
        "一、工作进展",
        "全县防火工作有序推进。",
        "已拨付资金二十万元。",
        "二、存在问题",
        "巡护力量不足。",
        "缺口还有十万元。",
    ]


def test_two_units_under_one_heading_stand_in_order_of_rank(outgoing, good, other, cast, now):
    made = materials.supply(other, answers("水源充足。", ""), by=cast.water_liaison, now=now)
    made = materials.grade(made, "good", by=cast.drafter, now=now)
    found = lines(drafting.gongwen_of(merge(outgoing, [made, good], cast, now)))
    assert found.index("已拨付资金二十万元。") + 1 == found.index("水源充足。")


def test_where_each_section_came_from_is_kept(outgoing, good, cast, now):
    merge(outgoing, [good], cast, now)
    (origin,) = materials.origins(outgoing.matter)
    assert (origin.part.org, origin.version) == (cast.finance, 2)
    assert origin.headings == ("工作进展", "存在问题")


def test_the_trail_of_the_draft_names_the_units(outgoing, good, cast, now):
    merge(outgoing, [good], cast, now)
    step = Step.objects.filter(matter=outgoing.matter).last()
    assert "并入县财政局的来稿" in step.note


def test_nothing_picked_is_refused(outgoing, cast, now):
    assert code_of(merge, outgoing, [], cast, now) == "nothing-picked"


def test_an_ungraded_part_is_not_merged(outgoing, supplied, cast, now):
    assert code_of(merge, outgoing, [supplied], cast, now) == "not-good"


def test_a_part_is_merged_once(outgoing, good, cast, now):
    merge(outgoing, [good], cast, now)
    assert code_of(merge, outgoing, [good], cast, now, base=2) == "merged"


def test_a_newer_version_stops_the_merge_and_nothing_changes(outgoing, good, cast, now):
    assert code_of(merge, outgoing, [good], cast, now, base=7) == "late"
    assert DraftVersion.objects.count() == 1
    assert MaterialPart.objects.get(pk=good.pk).merged_into is None


def test_a_part_for_another_draft_is_not_merged(good, cast, now):
    form = drafting.DraftForm(doc_kind="notice", title="关于放假的通知", body="放假。")
    another = drafting.start_draft(form, by=cast.drafter, now=now)
    assert code_of(merge, another, [good], cast, now) == "not-for-this"


def test_a_call_for_no_draft_is_attached_once(outgoing, cast, now):
    call = materials.call(call_form(now), [cast.finance], by=cast.drafter, now=now)
    made = materials.attach(call, outgoing, by=cast.drafter)
    assert made.matter_id == outgoing.pk
    form = drafting.DraftForm(doc_kind="notice", title="关于放假的通知", body="放假。")
    another = drafting.start_draft(form, by=cast.drafter, now=now)
    assert code_of(materials.attach, call, another, by=cast.drafter) == "not-for-this"
