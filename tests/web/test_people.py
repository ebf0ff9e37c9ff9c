"""机构人员各页：办得成、说得清、查得少。"""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sanban.documents.kinds.incoming import KIND
from sanban.matters import kinds
from sanban.matters import services as matters
from sanban.matters.models import Phrase, Todo
from sanban.matters.services import Opening
from sanban.people import services
from sanban.people.models import Account, Delegation, Org, Person, RankEntry, RoleHolding
from sanban.people.services import IMPORTS, Row
from sanban.people.services.workbook import write_table

kinds.add(KIND)


def text(answer):
    return answer.content.decode()


def post(client, name, data, *given):
    return client.post(reverse(name, args=given), data)


def test_the_picker_finds_people_by_initials(sign_in, cast):
    services.change_person(
        cast.mayor, services.PersonDetails("何立新", cast.office, rank_order=1), by=cast.clerk
    )
    found = sign_in(cast.drafter).get(reverse("pick-people"), {"q": "hlx"}).json()
    assert found == [{"id": cast.mayor.pk, "label": "何立新", "sub": "县政府办　县长"}]


def test_the_picker_gives_leaders_in_the_kept_order(sign_in, cast):
    services.set_ranking("office", [cast.deputy, cast.mayor], by=cast.clerk)
    found = sign_in(cast.clerk).get(reverse("pick-people"), {"role": "leader"}).json()
    assert [one["label"] for one in found] == ["郑国平", "何立新"]


def test_the_picker_finds_orgs_and_gives_at_most_twenty(sign_in, cast):
    client = sign_in(cast.clerk)
    assert client.get(reverse("pick-orgs"), {"q": "czj"}).json()[0]["label"] == "县财政局"
    Org.objects.bulk_create(
        Org(name=f"第{n}单位", short_name=f"第{n}", kind="dept") for n in range(30)
    )
    assert len(client.get(reverse("pick-orgs")).json()) == 20


def test_an_org_is_registered_and_shown_below_its_superior(sign_in, cast):
    client = sign_in(cast.clerk)
    data = {"name": "演示县预算中心", "kind": "dept", "parent": cast.finance.pk}
    assert post(client, "org-new", data).status_code == 302
    assert "　演示县预算中心" in text(client.get(reverse("orgs")))


def test_a_circle_is_told_on_the_form(sign_in, cast):
    client = sign_in(cast.clerk)
    data = {"name": cast.finance.name, "kind": "dept", "parent": cast.finance.pk}
    answer = post(client, "org-edit", data, cast.finance.pk)
    assert answer.status_code == 422
    assert "另选一个" in text(answer)


def test_a_person_is_registered_with_a_section(sign_in, cast):
    client = sign_in(cast.clerk)
    data = {"name": "罗建中", "org": cast.office.pk, "office_section": "文书科"}
    assert post(client, "person-new", data).status_code == 302
    person = Person.objects.get(name="罗建中")
    assert person.office_section.name == "文书科"
    said = text(post(client, "person-new", {**data, "office_section": "月球科"}))
    assert "请先在单位页设科室" in said


def test_a_post_is_given_and_the_page_shows_it(sign_in, cast):
    client = sign_in(cast.clerk)
    data = {"name": "常务副县长", "org": cast.office.pk, "since": "2026-01-05", "is_main": "on"}
    post(client, "person-post-add", data, cast.deputy.pk)
    cast.deputy.refresh_from_db()
    assert cast.deputy.post_name == "常务副县长"
    assert "常务副县长" in text(client.get(reverse("person-edit", args=[cast.deputy.pk])))


def test_the_leader_order_is_kept(sign_in, cast):
    client = sign_in(cast.clerk)
    data = {f"place-{cast.mayor.pk}": "2", f"place-{cast.deputy.pk}": "1"}
    post(client, "person-ranking", data)
    ordered = RankEntry.objects.order_by("position").values_list("person", flat=True)
    assert list(ordered) == [cast.deputy.pk, cast.mayor.pk]


def test_the_picker_says_what_a_leader_is_in_charge_of(sign_in, cast):
    services.set_charges(cast.deputy, [cast.water, cast.finance], by=cast.clerk)
    found = sign_in(cast.director).get(reverse("pick-people") + "?role=leader").json()
    assert [one["sub"] for one in found] == [
        "县政府办　县长",
        "县政府办　副县长　分管县财政局、县水务局",
    ]


def test_an_occasion_has_a_list_of_its_own_and_may_leave_some_out(sign_in, cast):
    client = sign_in(cast.clerk)
    address = reverse("person-ranking") + "?context=party"
    client.post(address, {f"place-{cast.mayor.pk}": "1", f"place-{cast.deputy.pk}": ""})
    assert list(RankEntry.objects.values_list("context", "person")) == [("party", cast.mayor.pk)]
    assert "四套班子活动" in text(client.get(address))
    assert client.get(reverse("person-ranking") + "?context=x").status_code == 404


def test_units_that_nobody_answers_for_are_not_offered_for_handling(sign_in, cast):
    client = sign_in(cast.clerk)
    found = {one["id"] for one in client.get(reverse("pick-orgs") + "?handling=1").json()}
    assert {cast.finance.pk, cast.water.pk} <= found
    assert cast.office.pk not in found


def test_one_who_holds_todos_needs_a_successor(sign_in, cast, now):
    opening = Opening("关于秋季防火的通知", data={"nature": "action_item"})
    matters.start("incoming", opening, by=cast.clerk, now=now)
    client = sign_in(cast.sys_admin)
    page = text(client.get(reverse("person-edit", args=[cast.clerk.pk])))
    assert "接手人" in page
    answer = post(client, "person-retire", {}, cast.clerk.pk)
    assert "接手人" in text(answer)
    assert answer.status_code == 409
    data = {"successor": cast.drafter.pk}
    assert post(client, "person-retire", data, cast.clerk.pk).status_code == 302
    assert Todo.objects.filter(person=cast.drafter).exists()


def test_the_security_admin_grants_on_the_page(sign_in, cast):
    client = sign_in(cast.sec_admin)
    data = {"role": "drafter", "org": cast.finance.pk}
    post(client, "role-edit", data, cast.outsider.pk)
    assert RoleHolding.objects.filter(person=cast.outsider, role="drafter").exists()
    refused = post(client, "role-edit", {**data, "role": "sys_admin"}, cast.outsider.pk)
    assert "三个管理员各用一人" in text(refused)


def test_an_account_shows_its_password_once(sign_in, cast, accounts):
    person = Person.objects.create(name="新人", org=cast.office)
    client = sign_in(cast.sys_admin)
    answer = post(client, "account-new", {"username": "xinren"}, person.pk)
    account = Account.objects.get(username="xinren")
    password = text(answer).split('id="one-time">')[1].split("<")[0]
    assert account.check_password(password)
    assert password not in text(client.get(reverse("accounts")))
    assert answer["Cache-Control"] == "no-store"


def test_a_delegation_moves_the_todos_at_once(sign_in, cast, now):
    opening = Opening("关于秋季防火的通知", data={"nature": "action_item"})
    matters.start("incoming", opening, by=cast.clerk, now=now)
    client = sign_in(cast.clerk)
    days = {"since": "2020-01-01", "until": "2099-01-01"}
    post(client, "delegations", {"deputy": cast.drafter.pk, **days})
    assert Delegation.objects.get().deputy == cast.drafter
    assert Todo.objects.filter(person=cast.drafter, on_behalf_of=cast.clerk).exists()


def test_a_refused_delegation_keeps_what_was_typed(sign_in, cast):
    client = sign_in(cast.clerk)
    days = {"since": "2020-01-01", "until": "2020-01-02", "reason": "外出学习"}
    answer = post(client, "delegations", {"deputy": cast.drafter.pk, **days})
    assert answer.status_code == 422
    assert "已经过去" in text(answer)
    assert "外出学习" in text(answer)


def test_own_phrases_are_added_ordered_and_removed(sign_in, cast):
    client = sign_in(cast.mayor)
    for words in ("同意。", "请阅。"):
        post(client, "phrases", {"text": words})
    first, second = Phrase.objects.filter(person=cast.mayor).order_by("position")
    post(client, "phrase-move", {}, second.pk)
    assert next(iter(Phrase.objects.offered(cast.mayor, ["instruct"]))) == second
    post(client, "phrase-remove", {}, first.pk)
    assert Phrase.objects.filter(person=cast.mayor).count() == 1


def test_public_phrases_are_kept_by_the_office(sign_in, cast):
    data = {"text": "拟请县领导阅示。", "is_public": "on"}
    assert "文书、主任" in text(post(sign_in(cast.drafter), "phrases", data))
    post(sign_in(cast.clerk), "phrases", data)
    assert Phrase.objects.get().person is None


def upload(client, code, *rows):
    layout = IMPORTS[code].layout
    codes = [column.code for column in layout.columns]
    made = [
        Row(number, dict(zip(codes, row, strict=False))) for number, row in enumerate(rows, start=2)
    ]
    file = SimpleUploadedFile("导入.xlsx", write_table(layout, made))
    return client.post(reverse("records-import", args=[code]), {"file": file})


def test_an_import_is_checked_first_and_written_after(sign_in, cast):
    client = sign_in(cast.clerk)
    answer = upload(client, "people", ("罗建中", "县政府办", "综合科", "科长", "2026-01-05"))
    assert "全部可以导入" in text(answer)
    assert not Person.objects.filter(name="罗建中").exists()
    done = post(client, "records-apply", {"kept": answer.context["kept"]}, "people")
    assert (done.status_code, done.url) == (302, reverse("people"))
    assert Person.objects.get(name="罗建中").post_name == "科长"


def test_a_faulty_import_is_told_and_comes_back_marked(sign_in, cast):
    client = sign_in(cast.clerk)
    answer = upload(client, "people", ("罗建中", "月球局"), ("秦素梅", "县政府办"))
    assert "第 2 行" in text(answer)
    kept = {"kept": answer.context["kept"]}
    assert post(client, "records-apply", kept, "people").status_code == 409
    assert not Person.objects.filter(name="秦素梅").exists()
    marked = post(client, "records-faults", kept, "people")
    assert io.BytesIO(marked.content).read(2) == b"PK"


def test_what_another_person_checked_cannot_be_applied(sign_in, cast):
    answer = upload(sign_in(cast.clerk), "people", ("罗建中", "县政府办"))
    stolen = {"kept": answer.context["kept"]}
    other = post(sign_in(cast.director), "records-apply", stolen, "people")
    assert other.status_code == 409


def test_a_download_has_a_chinese_name(sign_in, cast):
    answer = sign_in(cast.clerk).get(reverse("records-export", args=["people"]))
    assert "%E4%BA%BA%E5%91%98" in answer["Content-Disposition"]


def test_people_are_paged_by_key(sign_in, cast):
    Person.objects.bulk_create(
        Person(name=f"某{n}", org=cast.office, rank_order=200 + n) for n in range(120)
    )
    client = sign_in(cast.clerk)
    first = client.get(reverse("people"))
    second = client.get(reverse("people") + first.context["pager"].next)
    assert not set(first.context["pager"].rows) & set(second.context["pager"].rows)
    assert second.context["pager"].previous


@pytest.mark.parametrize(
    ("name", "who", "count"),
    [
        ("orgs", "clerk", 5),
        ("people", "clerk", 7),
        ("roles", "sec_admin", 7),
        ("accounts", "sys_admin", 8),
        ("pick-people", "clerk", 4),
        ("pick-orgs", "clerk", 4),
    ],
)
def test_lists_cost_the_same_however_many(
    sign_in, cast, accounts, django_assert_num_queries, name, who, count
):
    client = sign_in(getattr(cast, who))
    client.get(reverse(name))
    with django_assert_num_queries(count):
        client.get(reverse(name))
    Org.objects.bulk_create(
        Org(name=f"第{n}单位", short_name=f"第{n}", kind="dept", parent=cast.office)
        for n in range(80)
    )
    Person.objects.bulk_create(
        Person(name=f"某{n}", org=Org.objects.get(name=f"第{n}单位")) for n in range(80)
    )
    with django_assert_num_queries(count):
        client.get(reverse(name))


def test_the_person_page_is_cheap(sign_in, cast, now, django_assert_max_num_queries):
    client = sign_in(cast.clerk)
    for n in range(20):
        services.add_post(
            cast.deputy,
            services.PostDetails(cast.office, f"第{n}职", date(2020, 1, 1), is_main=False),
            by=cast.clerk,
            now=now,
        )
    services.set_charges(cast.deputy, [cast.finance, cast.water], by=cast.clerk)
    client.get(reverse("person-edit", args=[cast.deputy.pk]))
    with django_assert_max_num_queries(12):
        client.get(reverse("person-edit", args=[cast.deputy.pk]))
