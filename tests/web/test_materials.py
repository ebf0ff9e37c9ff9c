"""约稿的页：发、看、催、填、评、并，各走一遍；查库的次数不随单位多少而变。"""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from sanban.documents.models import MaterialCall, MaterialPart
from sanban.documents.services import materials
from sanban.inbox.models import Message
from sanban.matters import services as matters
from sanban.people.models import Org, Person, RoleHolding


@pytest.fixture
def good_part(supplied_part, cast):
    return materials.grade(supplied_part, "good", by=cast.drafter, now=timezone.now())


def at(name, *args):
    return reverse(name, args=args)


def calling(cast, **changes):
    due = timezone.localtime() + timedelta(days=2)
    plain = {
        "title": "秋季防火工作情况",
        "orgs": [cast.finance.pk, cast.water.pk],
        "due_at": f"{due:%Y-%m-%dT%H:%M}",
        "headings": "工作进展\n存在问题",
        "most": "500",
    }
    return {**plain, **changes}


def test_a_call_goes_out_from_the_page(sign_in, cast, outgoing):
    client = sign_in(cast.drafter)
    answer = client.post(at("material-call-new"), calling(cast, matter=outgoing.pk))
    call = MaterialCall.objects.get()
    assert answer.headers["Location"] == at("material-call", call.pk)
    assert (call.matter_id, call.heading_list) == (outgoing.pk, ["工作进展", "存在问题"])
    assert [part.org for part in MaterialPart.objects.of(call)] == [cast.finance, cast.water]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": ""}, "请写明要什么材料"),
        ({"due_at": "明天"}, "时间认不出"),
        ({"due_at": "2020-01-01T09:00"}, "期限已经过了"),
        ({"orgs": []}, "请选要约稿的单位"),
        ({"headings": "进展\n进展"}, "写了两次"),
    ],
)
def test_a_faulty_form_comes_back_with_its_words(sign_in, cast, changes, said):
    answer = sign_in(cast.drafter).post(at("material-call-new"), calling(cast, **changes))
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_the_burden_of_the_chosen_units_is_shown_before_sending(sign_in, cast, material_call):
    client = sign_in(cast.drafter)
    given = {"orgs": [cast.finance.pk, cast.office.pk]}
    page = client.get(at("material-burden"), given, headers={"HX-Request": "true"})
    said = page.content.decode()
    assert "县财政局 1 件" in said
    assert "县政府办 0 件" in said
    assert "<html" not in said


def test_the_ledger_says_how_many_came(sign_in, cast, supplied_part):
    page = sign_in(cast.director).get(at("material-calls")).content.decode()
    assert "1/2" in page
    assert "征集中" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [("text=防火", True), ("text=没有", False), ("state=open", True), ("state=late", False),
     ("state=done", False), ("state=withdrawn", False), ("mine=1", True)],
)  # fmt: skip
def test_the_ledger_is_filtered(sign_in, cast, material_call, query, found):
    page = sign_in(cast.drafter).get(f"{at('material-calls')}?{query}").content.decode()
    assert ("秋季防火工作情况" in page) is found
    assert ("没有符合条件的约稿" in page) is not found


def test_an_empty_ledger_says_how_to_begin(sign_in, cast):
    assert "还没有约过稿" in sign_in(cast.drafter).get(at("material-calls")).content.decode()


def test_ledgers_are_exported(sign_in, cast, material_call):
    client = sign_in(cast.drafter)
    for url in (at("material-calls-export"), at("material-call-export", material_call.pk)):
        answer = client.get(url)
        assert answer.headers["Content-Type"].startswith("application/vnd.openxml")


def test_who_has_not_delivered_is_listed_with_telephone_and_reminded_at_one_tap(
    sign_in, cast, material_call, supplied_part
):
    client = sign_in(cast.drafter)
    page = client.get(at("material-call", material_call.pk) + "?tab=late").content.decode()
    assert "县水务局" in page
    assert "县财政局</span></a>" not in page
    assert "8000" in page
    answer = client.post(at("material-remind", material_call.pk), follow=True)
    assert "已催 县水务局" in answer.content.decode()
    assert Message.objects.filter(person=cast.water_liaison, kind="remind").count() == 1


def test_the_units_page_says_what_is_asked_and_takes_the_answer(sign_in, cast, material_part):
    client = sign_in(cast.finance_liaison)
    page = client.get(at("material", material_part.pk)).content.decode()
    for said in ("前交稿", "去年投入80万元", "至多 500 字", "工作进展", "存在问题", "孙佳"):
        assert said in page
    given = {"answer": ["已拨付二十万元。", "缺口十万元。"]}
    answer = client.post(at("material-supply", material_part.pk), given, follow=True)
    assert "已交" in answer.content.decode()
    assert "撤回重写" in answer.content.decode()


def test_a_file_is_taken_and_can_be_fetched_again(sign_in, cast, material_part):
    client = sign_in(cast.finance_liaison)
    file = SimpleUploadedFile("供稿.txt", "一、工作进展\n到位。".encode())
    client.post(at("material-supply", material_part.pk), {"answer": ["", ""], "file": file})
    sign_in(cast.drafter)
    answer = client.get(at("material-file", material_part.pk))
    assert b"".join(answer.streaming_content).decode() == "一、工作进展\n到位。"


def test_a_matter_of_this_kind_opens_on_its_own_page(sign_in, cast, material_part):
    answer = sign_in(cast.finance_liaison).get(at("matter", material_part.pk))
    assert answer.headers["Location"] == at("material", material_part.pk)


def test_grading_and_merging_from_the_pages(sign_in, cast, outgoing, supplied_part):
    client = sign_in(cast.drafter)
    page = client.get(at("material", supplied_part.pk)).content.decode()
    assert "退改" in page
    client.post(at("material-grade", supplied_part.pk), {"grade": "good"})
    page = client.get(at("material-call", supplied_part.call_id)).content.decode()
    assert "并进稿子" in page
    given = {"part": [supplied_part.pk], "base": 1}
    answer = client.post(at("material-merge", supplied_part.call_id), given)
    assert answer.headers["Location"] == at("matter", outgoing.pk)
    found = client.get(at("material-origins", outgoing.pk)).content.decode()
    assert "第 2 版　县财政局：工作进展、存在问题" in found


def test_sending_back_from_the_page_sets_a_new_deadline(sign_in, cast, supplied_part):
    client = sign_in(cast.drafter)
    due = timezone.localtime() + timedelta(days=1)
    given = {"grade": "redo", "remark": "数字要有出处", "due_at": f"{due:%Y-%m-%dT%H:%M}"}
    client.post(at("material-grade", supplied_part.pk), given)
    sign_in(cast.finance_liaison)
    page = client.get(at("material", supplied_part.pk)).content.decode()
    assert "退改（第 1 次）：数字要有出处" in page
    assert "已拨付资金二十万元。" in page


def test_a_bad_deadline_of_a_redo_is_a_plain_sentence(sign_in, cast, supplied_part):
    given = {"grade": "redo", "remark": "改", "due_at": "x"}
    answer = sign_in(cast.drafter).post(at("material-grade", supplied_part.pk), given)
    assert answer.status_code == 409
    assert "期限认不出" in answer.content.decode()


def test_a_call_for_no_draft_lets_one_be_chosen_when_merging(sign_in, cast, outgoing, now):
    form = materials.CallForm(title="防火情况", due_at=timezone.now() + timedelta(days=1))
    call = materials.call(form, [cast.finance], by=cast.drafter, now=timezone.now())
    part = call.parts.get()
    given = materials.Supply(answers=("到位。",))
    part = materials.supply(part, given, by=cast.finance_liaison, now=timezone.now())
    materials.grade(part, "good", by=cast.drafter, now=timezone.now())
    client = sign_in(cast.drafter)
    assert outgoing.matter.title in client.get(at("material-call", call.pk)).content.decode()
    client.post(at("material-merge", call.pk), {"part": [part.pk], "matter": outgoing.pk})
    assert MaterialPart.objects.get(pk=part.pk).merged_into.number == 2


def test_withdrawing_from_the_page_tells_the_units(sign_in, cast, material_call):
    client = sign_in(cast.drafter)
    client.post(at("material-call-withdraw", material_call.pk), {"reason": "改为开会"})
    page = client.get(at("material-call", material_call.pk)).content.decode()
    assert "改为开会" in page
    assert "撤回约稿</button>" not in page


def many_parts(cast, count, matter):
    orgs = [
        Org.objects.create(name=f"演示{n}镇", short_name=f"{n}镇", kind="township")
        for n in range(count)
    ]
    for org in orgs:
        person = Person.objects.create(name=f"{org}联络员", org=org)
        RoleHolding.objects.create(person=person, role="liaison", org=org)
    form = materials.CallForm(title="情况", due_at=timezone.now() + timedelta(days=1))
    return materials.call(form, orgs, by=cast.drafter, now=timezone.now(), matter=matter)


@pytest.mark.parametrize("count", [2, 12])
def test_a_call_costs_the_same_however_many_units(
    sign_in, cast, outgoing, count, django_assert_num_queries
):
    call = many_parts(cast, count, outgoing.matter)
    client = sign_in(cast.drafter)
    client.get(at("material-call", call.pk))
    with django_assert_num_queries(10):
        client.get(at("material-call", call.pk))


@pytest.mark.parametrize("count", [1, 10])
def test_the_ledger_costs_the_same_however_many_calls(
    sign_in, cast, outgoing, count, django_assert_num_queries
):
    for _ in range(count):
        form = materials.CallForm(title="情况", due_at=timezone.now() + timedelta(days=1))
        materials.call(form, [cast.water], by=cast.drafter, now=timezone.now())
    client = sign_in(cast.drafter)
    client.get(at("material-calls"))
    with django_assert_num_queries(6):
        client.get(at("material-calls"))


def test_a_part_costs_little(sign_in, cast, supplied_part, django_assert_max_num_queries):
    client = sign_in(cast.finance_liaison)
    client.get(at("material", supplied_part.pk))
    with django_assert_max_num_queries(12):
        client.get(at("material", supplied_part.pk))


def test_who_sees_the_draft_but_not_the_parts_gets_no_dead_link(sign_in, cast, outgoing, good_part):
    now = timezone.now()
    materials.merge(outgoing, [good_part], base=1, by=cast.drafter, now=now)
    matters.show(outgoing.matter, [f"p{cast.mayor.pk}"])
    page = sign_in(cast.mayor).get(at("material-origins", outgoing.pk)).content.decode()
    assert "县财政局" in page
    assert "看来稿" not in page


def test_the_desk_shows_what_is_owed_with_its_light(sign_in, cast, material_part):
    page = sign_in(cast.finance_liaison).get(at("desk")).content.decode()
    assert "秋季防火工作情况" in page
    assert "供稿" in page


@pytest.mark.parametrize("tab", ["todo", "done", "started"])
def test_the_callers_desk_holds_what_waits_for_grading(sign_in, cast, supplied_part, tab):
    page = sign_in(cast.drafter).get(f"{at('desk')}?tab={tab}").content.decode()
    assert "秋季防火工作情况" in page


def test_the_waiting_list_of_the_archives_has_no_parts(sign_in, cast, good_part):
    assert "秋季防火工作情况" not in sign_in(cast.clerk).get(at("archive-waiting")).content.decode()
