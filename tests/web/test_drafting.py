"""拟稿页：起草、改稿、预览、检查、比较；同时存、连按两次、不归我改的。"""

from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sanban.documents.models import DraftVersion, LateDraft, Outgoing
from sanban.documents.services import drafting
from sanban.matters import services as matters
from sanban.matters.doers import NOTHING
from sanban.matters.services import Asked
from sanban.web.drafting.forms import DraftPageForm, initial_of

WRONG = "各乡镇要及时处置隐患，不得推委扯皮。"


def url(name, outgoing, *more):
    return reverse(name, args=[outgoing.pk, *more])


def page_form(outgoing, **changes):
    """拟稿页上的各项，改其中几项。"""
    found = initial_of(drafting.form_of(outgoing))
    prefix = found.pop("prefix")
    found["number_prefix"] = prefix.pk if prefix else ""
    kept = {name: "on" if value is True else value for name, value in found.items()}
    kept = {name: value for name, value in kept.items() if value not in (False, None)}
    return {**kept, "base": drafting.newest(outgoing.matter).number, **changes}


def htmx(client, address, data=None):
    return client.post(address, data or {}, headers={"HX-Request": "true"})


@pytest.fixture
def at(cast, sign_in, outgoing):
    return sign_in(cast.drafter)


def test_starts_from_a_template(cast, sign_in, prefix):
    client = sign_in(cast.drafter)
    data = {"doc_kind": "letter", "subject": "商请支持防火物资", "number_prefix": prefix.pk}
    answer = client.post(reverse("draft-new"), data)
    made = Outgoing.objects.get()
    assert answer.url == url("draft-edit", made)
    assert made.matter.title == "演示县人民政府办公室关于商请支持防火物资的函"
    assert "请予支持为盼" in drafting.form_of(made).body


def test_starts_a_reply_from_what_came_in(cast, sign_in, incoming):
    client = sign_in(cast.clerk)
    address = f"{reverse('draft-new')}?answers={incoming.pk}"
    assert "收悉" in unescape(client.get(address).content.decode())
    client.post(reverse("draft-new"), {"answers": incoming.pk, "way": "reply", "doc_kind": "reply"})
    made = Outgoing.objects.get()
    assert made.answers_id == incoming.pk
    assert made.main_recipients == incoming.sender_name


def test_starts_from_a_file(cast, sign_in, prefix, paper_docx, paper):
    client = sign_in(cast.drafter)
    given = SimpleUploadedFile("来.docx", paper_docx)
    client.post(reverse("draft-new"), {"doc_kind": "notice", "file": given})
    assert Outgoing.objects.get().matter.title == paper.title


def test_saving_makes_a_version_and_says_so(at, outgoing):
    answer = at.post(url("draft-edit", outgoing), page_form(outgoing, body=WRONG, reason="重写"))
    assert answer.status_code == 302
    assert "已存为第 2 版" in at.get(answer.url).content.decode()
    assert drafting.newest(outgoing.matter).reason == "重写"


def test_the_later_of_two_is_told_and_nothing_is_lost(at, outgoing):
    stale = page_form(outgoing, body="后存的。")
    at.post(url("draft-edit", outgoing), page_form(outgoing, body="先存的。"))
    answer = htmx(at, url("draft-edit", outgoing), stale)
    assert (answer.status_code, answer["X-Refused"]) == (409, "late")
    assert "也没有丢" in answer.content.decode()
    text = at.get(url("draft-edit", outgoing)).content.decode()
    assert "您有一稿没有并入" in text
    late = LateDraft.objects.get()
    chosen = f"{url('draft-compare', outgoing)}?old=2&new=late-{late.pk}"
    assert "<ins>后" in at.get(chosen).content.decode()
    at.post(url("draft-late", outgoing, late.pk), {"do": "adopt", "base": 2})
    assert "后存的" in drafting.text_of(drafting.newest(outgoing.matter))


def test_pressing_twice_saves_once(at, outgoing):
    for _ in range(2):
        data = {**page_form(outgoing, body="先存的。"), "base": 1}
        assert at.post(url("draft-edit", outgoing), data).status_code == 302
    assert DraftVersion.objects.count() == 2


def test_a_bad_field_keeps_what_was_typed(at, outgoing):
    answer = htmx(at, url("draft-edit", outgoing), page_form(outgoing, title="", body=WRONG))
    assert answer.status_code == 422
    assert WRONG in answer.content.decode()


def test_previews_what_is_typed_but_not_saved(at, outgoing):
    answer = at.post(url("draft-live", outgoing), page_form(outgoing, body=WRONG, tab="preview"))
    address = answer.content.decode().partition('img src="')[2].partition('"')[0]
    page = at.get(address)
    assert page["Content-Type"] == "image/svg+xml"
    assert "sandbox" in page["Content-Security-Policy"]
    assert page.content.startswith(b"<svg")
    assert DraftVersion.objects.count() == 1


def test_a_fault_in_the_body_is_said_beside_it(at, outgoing):
    bad = page_form(outgoing, body="##### 五级", tab="preview")
    assert "最多四级" in at.post(url("draft-live", outgoing), bad).content.decode()


def test_checks_and_mends_what_is_typed(at, outgoing):
    typed = page_form(outgoing, body=WRONG, tab="check")
    text = at.post(url("draft-live", outgoing), typed).content.decode()
    assert "推委扯皮" in text
    key = text.partition('name="key" value="')[2].partition('"')[0]
    at.post(url("draft-mend", outgoing), {**typed, "key": key})
    assert "推诿扯皮" in drafting.text_of(drafting.newest(outgoing.matter))


def test_ignores_with_a_reason_and_takes_up_again(at, outgoing):
    typed = page_form(outgoing, body=WRONG, tab="check")
    key = (
        at.post(url("draft-live", outgoing), typed)
        .content.decode()
        .partition('name="key" value="')[2]
        .partition(":")[0]
    )
    answer = at.post(url("draft-ignore", outgoing), {**typed, "key": key, "why": "原文引用"})
    assert (answer.status_code, answer["HX-Trigger"]) == (204, "decided")
    assert "不改：原文引用" in at.post(url("draft-live", outgoing), typed).content.decode()
    at.post(url("draft-restore", outgoing), {"key": key})
    assert "不改：原文引用" not in at.post(url("draft-live", outgoing), typed).content.decode()


def test_a_file_made_elsewhere_becomes_the_next_version(at, outgoing):
    data = at.get(url("draft-docx", outgoing, 1)).content
    given = SimpleUploadedFile("改.docx", data)
    at.post(url("draft-upload", outgoing), {"file": given, "base": 1, "reason": "WPS 里改的"})
    made = drafting.newest(outgoing.matter)
    assert (made.number, made.reason) == (2, "WPS 里改的")
    source = at.get(url("draft-source", outgoing, 2))
    assert b"".join(source.streaming_content) == data


def test_compares_two_versions_on_the_page_and_as_a_redline(at, outgoing):
    at.post(url("draft-edit", outgoing), page_form(outgoing, body="改过的一句。"))
    address = f"{url('draft-compare', outgoing)}?old=1&new=2"
    text = at.get(address).content.decode()
    assert "<ins>" in text
    assert "<li>第" in text
    assert "style=" not in text
    made = at.get(f"{url('draft-redline', outgoing)}?old=1&new=2")
    assert made.content.startswith(b"PK")


def test_others_see_but_do_not_edit(cast, sign_in, outgoing):
    client = sign_in(cast.clerk)
    text = client.get(url("draft-edit", outgoing)).content.decode()
    assert "稿子由孙佳来改" in text
    assert "存为新的一版" not in text
    answer = htmx(client, url("draft-edit", outgoing), page_form(outgoing, body="乱改。"))
    assert answer["X-Refused"] == "not-editor"


@pytest.mark.parametrize("tab", ["preview", "check", "versions"])
def test_a_reader_sees_each_side(cast, sign_in, outgoing, tab):
    client = sign_in(cast.clerk)
    answer = client.post(url("draft-live", outgoing), {"tab": tab})
    assert answer.status_code == 200
    assert "hx-post" not in answer.content.decode()


def test_the_page_costs_few_queries(at, outgoing, django_assert_max_num_queries):
    at.get(url("draft-edit", outgoing))
    with django_assert_max_num_queries(12):
        at.get(url("draft-edit", outgoing))


@pytest.mark.parametrize("tab", ["preview", "check", "versions"])
def test_the_side_costs_few_queries(at, outgoing, tab, django_assert_max_num_queries):
    typed = page_form(outgoing, tab=tab)
    at.post(url("draft-live", outgoing), typed)
    with django_assert_max_num_queries(12):
        at.post(url("draft-live", outgoing), typed)


@pytest.fixture
def signed(cast, outgoing, now):
    """签发了，到了文书手里复核。"""
    first = drafting.newest(outgoing.matter)
    asked = Asked(cast.director, now)
    matters.direct_send(outgoing.matter, "recheck", asked=asked, remark="急件", choice=NOTHING)
    Outgoing.objects.update(signed_version=first, signed_digest=first.digest)
    outgoing.matter.refresh_from_db()
    return outgoing


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [("各", "各个", "要送签发人复审"), ("。", "！", "不必复审")],
)
def test_after_signing_says_whether_it_goes_back(cast, sign_in, signed, old, new, said):
    client = sign_in(cast.clerk)
    body = drafting.form_of(signed).body.replace(old, new, 1)
    answer = client.post(url("draft-edit", signed), page_form(signed, body=body))
    assert said in client.get(answer.url).content.decode()


def test_after_signing_the_drafter_only_looks(cast, sign_in, signed):
    text = sign_in(cast.drafter).get(url("draft-edit", signed)).content.decode()
    assert "现在是“复核”环节" in text
    assert "存为新的一版" not in text


def test_a_prefix_put_out_of_use_stays_with_the_draft_that_has_it(outgoing, prefix):
    Outgoing.objects.filter(pk=outgoing.pk).update(prefix=prefix)
    type(prefix).objects.filter(pk=prefix.pk).update(is_active=False)
    held = Outgoing.objects.get(pk=outgoing.pk)
    assert list(DraftPageForm(outgoing=held).fields["number_prefix"].queryset) == [prefix]
