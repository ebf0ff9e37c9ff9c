"""不怀好意的和粗心的：改网址、改表单、冒名、夹带、越权。"""

import pytest
from django.test import Client
from django.urls import reverse

from sanban.audit.models import AuditLog
from sanban.core.errors import Refused
from sanban.documents import services
from sanban.matters import services as matters
from sanban.matters.models import Step, Todo, Visibility
from sanban.matters.services import Asked
from sanban.people.models import RoleHolding
from tests.conftest import PASSWORD

SECRET = "绝密★20年"


def words(answer):
    return answer.content.decode()


@pytest.fixture
def todo(matter, cast):
    return Todo.objects.live(matter).get(person=cast.clerk)


# —— 三员不碰业务 ——


def test_a_clerk_who_became_an_administrator_sees_no_matter(sign_in, cast, matter):
    RoleHolding.objects.filter(person=cast.clerk).update(role="sys_admin")
    assert Visibility.objects.filter(matter=matter, subject=f"p{cast.clerk.pk}").exists()
    client = sign_in(cast.clerk)
    assert client.get(reverse("matter", args=[matter.pk])).status_code == 404


@pytest.mark.parametrize("who", ["sys_admin", "sec_admin", "audit_admin"])
@pytest.mark.parametrize("act", ["circulate", "add_signer", "refer"])
def test_work_is_never_given_to_an_administrator(sign_in, cast, matter, todo, who, act):
    client = sign_in(cast.clerk)
    data = {"people": getattr(cast, who).pk, "todo": todo.pk, "remark": "请阅"}
    answer = client.post(reverse("matter-act", args=[matter.pk, act]), data)
    assert answer.status_code == 409
    assert not Todo.objects.filter(person=getattr(cast, who)).exists()


def test_an_administrator_cannot_be_the_successor(cast, matter, now):
    with pytest.raises(Refused, match="管理员"):
        matters.retire(cast.clerk, to=cast.sys_admin, by=cast.sys_admin, now=now)


def test_the_picker_does_not_offer_administrators(sign_in, cast):
    rows = sign_in(cast.clerk).get(reverse("pick-people"), {"q": "系统员"}).json()
    assert rows == []


def test_who_still_holds_work_cannot_become_an_administrator(sign_in, cast, matter):
    RoleHolding.objects.filter(person=cast.clerk).delete()
    data = {"role": "sys_admin", "org": cast.office.pk}
    answer = sign_in(cast.sec_admin).post(reverse("role-edit", args=[cast.clerk.pk]), data)
    assert answer.status_code == 422
    assert "没办完" in words(answer)


# —— 借别人的差事、意见、来件 ——


def test_another_mans_todo_does_not_work(sign_in, cast, matter, todo):
    matters.circulate(matter, [cast.deputy], by=cast.clerk, now=todo.opened_at)
    client = sign_in(cast.deputy)
    url = reverse("matter-move", args=[matter.pk, "submit"])
    assert client.post(url, {"todo": todo.pk, "remark": "同意"}).status_code == 409
    todo.refresh_from_db()
    assert todo.state == "open"


def test_another_mans_opinion_stays(sign_in, cast, matter, now):
    matters.move(matter, "submit", asked=Asked(cast.clerk, now), remark="呈阅")
    step = Step.objects.filter(matter=matter, action="submit").get()
    answer = sign_in(cast.director).post(reverse("matter-opinion", args=[matter.pk, step.pk]))
    assert answer.status_code == 409
    assert not Step.objects.filter(about=step).exists()


def test_another_clerks_intake_cannot_be_registered(sign_in, cast, intake):
    client = sign_in(cast.clerk_b)
    data = {"intake": intake.pk, "title": "某", "sender_name": "某"}
    assert client.post(reverse("register-new"), data).status_code == 404


def test_only_a_clerk_records_for_a_leader(sign_in, cast, matter, todo):
    client = sign_in(cast.director)
    data = {"on_paper_for": cast.mayor.pk, "remark": "同意"}
    assert client.post(reverse("matter-move", args=[matter.pk, "submit"]), data).status_code == 409


# —— 密级标志写在哪里都不收 ——


@pytest.mark.parametrize("act", ["circulate", "remind", "add_signer", "refer", "terminate"])
def test_a_mark_in_any_remark_is_refused(sign_in, cast, matter, todo, act):
    data = {"people": cast.deputy.pk, "todo": todo.pk, "remark": SECRET}
    answer = sign_in(cast.clerk).post(reverse("matter-act", args=[matter.pk, act]), data)
    assert answer.status_code == 409
    assert "国家秘密" in words(answer)
    assert AuditLog.objects.filter(act="secret.refused").count() == 1
    assert not Step.objects.filter(remark__contains="绝密").exists()


def test_a_mark_in_a_note_to_units_is_refused(sign_in, cast, matter):
    data = {"orgs": cast.water.pk, "note": SECRET}
    answer = sign_in(cast.clerk).post(reverse("copies-send", args=[matter.pk]), data)
    assert "国家秘密" in words(answer)


def test_a_refused_answer_leaves_its_trace(sign_in, cast, copy):
    client = sign_in(cast.finance_liaison)
    answer = client.post(reverse("copy-answer", args=[copy.pk]), {"answer": SECRET})
    assert "国家秘密" in words(answer)
    assert AuditLog.objects.filter(act="secret.refused", is_done=False).count() == 1


def test_a_remark_of_five_thousand_words_is_refused(sign_in, cast, matter, todo):
    data = {"todo": todo.pk, "remark": "办" * 5000}
    answer = sign_in(cast.clerk).post(reverse("matter-move", args=[matter.pk, "submit"]), data)
    assert answer.status_code == 409
    assert "太长" in words(answer)


# —— 登录和来回 ——


@pytest.mark.parametrize("wanted", ["no-such", "desk", "/\\evil.example", "///evil.example"])
def test_next_takes_only_a_path_of_ours(sign_in, cast, wanted):
    answer = sign_in(cast.clerk).get(reverse("sign-in"), {"next": wanted})
    assert answer.url == reverse("desk")


def test_a_form_without_its_token_does_nothing(cast, accounts, matter, todo):
    client = Client(enforce_csrf_checks=True)
    client.force_login(accounts[cast.clerk.pk], backend="sanban.people.backends.AccountBackend")
    answer = client.post(reverse("matter-move", args=[matter.pk, "submit"]), {"remark": "同意"})
    assert answer.status_code == 403
    assert "写好的内容还在" in words(answer)
    todo.refresh_from_db()
    assert todo.state == "open"


def test_an_expired_part_goes_back_to_its_own_page(client, db):
    headers = {"HX-Request": "true", "HX-Current-URL": "https://evil.example/register/?a=1&b=2"}
    answer = client.get(reverse("register"), headers=headers)
    assert answer.status_code == 401
    assert answer["HX-Redirect"] == "/sign-in/?next=%2Fregister%2F%3Fa%3D1%26b%3D2"


def test_the_session_changes_at_sign_in(client, cast, accounts):
    client.get(reverse("sign-in"))
    client.session.save()
    before = client.session.session_key
    data = {"username": accounts[cast.clerk.pk].username, "password": PASSWORD}
    client.post(reverse("sign-in"), data)
    assert client.session.session_key != before


def test_a_lost_role_shuts_its_pages_at_once(sign_in, cast):
    client = sign_in(cast.clerk)
    assert client.get(reverse("intake")).status_code == 200
    RoleHolding.objects.filter(person=cast.clerk).delete()
    assert client.get(reverse("intake")).status_code == 404


# —— 脚本夹在文字里 ——

NASTY = '"><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}'


def test_no_text_becomes_a_script(sign_in, cast, now, matter, todo):
    matter.title = NASTY
    matter.save(update_fields=["title"])
    type(matter.incoming).objects.filter(pk=matter.pk).update(sender_name=NASTY)
    matter.files.update(name=NASTY)
    matters.circulate(matter, [cast.deputy], by=cast.clerk, now=now, note=NASTY)
    matters.move(matter, "submit", asked=Asked(cast.clerk, now), remark=NASTY)
    cast.office.name, cast.office.short_name = NASTY, NASTY[:27]
    cast.office.save()
    client = sign_in(cast.clerk)
    urls = [reverse(name) for name in ("desk", "register", "orgs", "people", "messages", "intake")]
    urls += [
        f"{reverse('matter', args=[matter.pk])}?tab={tab}"
        for tab in ("file", "files", "sheet", "trace", "receipts")
    ]
    urls.append(reverse("register") + "?text=" + NASTY)
    for url in urls:
        said = words(client.get(url))
        assert "<script>alert" not in said, url
        assert "<img src=x" not in said, url


def test_a_nasty_file_name_cannot_split_the_header(sign_in, cast, matter, matter_file):
    matter_file.name = '正文"\r\nX-Evil: 1;.docx'
    type(matter_file).objects.filter(pk=matter_file.pk).update(name=matter_file.name)
    url = reverse("matter-file", args=[matter.pk, matter_file.pk])
    answer = sign_in(cast.clerk).get(url)
    b"".join(answer)
    assert "X-Evil" not in answer.headers
    assert "\n" not in answer["Content-Disposition"]


# —— 看了就留痕 ——


def reads():
    return AuditLog.objects.filter(act="read").count()


@pytest.mark.parametrize("page", ["matter-file", "matter-pdf", "matter-picture"])
def test_every_way_to_the_document_leaves_a_trace(sign_in, cast, matter, matter_file, page):
    extra = [1] if page == "matter-picture" else []
    client = sign_in(cast.clerk)
    answer = client.get(reverse(page, args=[matter.pk, matter_file.pk, *extra]))
    if answer.streaming:
        b"".join(answer)
    assert reads() == 1


def test_looking_at_a_paper_at_the_door_leaves_a_trace(sign_in, cast, intake, incoming):
    sign_in(cast.clerk).get(reverse("intake-picture", args=[intake.pk, 1]))
    assert AuditLog.objects.filter(act="read", target=f"intake:{intake.pk}").count() == 1


def test_leafing_through_a_document_is_one_trace(sign_in, cast, matter, matter_file):
    client = sign_in(cast.clerk)
    for _ in range(3):
        client.get(reverse("matter-picture", args=[matter.pk, matter_file.pk, 1]))
    assert reads() == 1


def test_the_audit_never_tells_the_title(sign_in, cast, matter, matter_file):
    client = sign_in(cast.clerk)
    b"".join(client.get(reverse("matter-file", args=[matter.pk, matter_file.pk])))
    client.get(reverse("matter-pdf", args=[matter.pk, matter_file.pk]))
    rows = AuditLog.objects.values_list("detail", flat=True)
    assert not any(matter.title in one or matter_file.name in one for one in rows)


@pytest.mark.parametrize("name", ["绝密★来文.docx", "机密★30年.pdf"])
def test_a_marked_name_leaves_nothing(sign_in, cast, settings, name, paper_docx):
    with pytest.raises(Refused, match="国家秘密"):
        services.receive(paper_docx, name=name, by=cast.clerk, now=cast.office.pk)
    assert not [one for one in settings.DATA.rglob("*") if one.is_file()]


# —— 连按两下、两人同时 ——


def test_pressing_twice_registers_one_person(sign_in, cast):
    client = sign_in(cast.clerk)
    data = {"name": "双击人", "org": cast.water.pk}
    first, second = (client.post(reverse("person-new"), data) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 422)
    assert "不同的电话" in words(second)


def test_a_stale_page_moves_nothing(sign_in, cast, matter, todo):
    client = sign_in(cast.clerk)
    url = reverse("matter-move", args=[matter.pk, "submit"])
    data = {"todo": todo.pk, "remark": "呈阅"}
    assert [client.post(url, data).status_code for _ in range(2)] == [302, 409]


def test_an_idle_session_ends(sign_in, cast, settings):
    client = sign_in(cast.clerk)
    assert client.get(reverse("messages")).status_code == 200
    assert client.session.get_expiry_age() <= settings.SESSION_COOKIE_AGE == 30 * 60
    session = client.session
    session.set_expiry(-1)
    session.save()
    assert client.get(reverse("messages")).status_code == 302
