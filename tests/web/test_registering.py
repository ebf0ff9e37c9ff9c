"""登记页：出处和号、惯例期限和周几、候选、查重比对并入、带附件，拒绝了字还在。"""

import json
import re
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from demo.files import make_docx, make_pdf, make_txt
from demo.texts import papers
from sanban.core.models import Holiday
from sanban.documents import services
from sanban.documents.models import Incoming, Intake, IntakeState
from sanban.documents.services import Registration
from sanban.files import services as files
from sanban.files.models import Rendition, RenditionState
from sanban.matters.models import MatterFile, MatterFileRole
from sanban.web.matters.files import WIDTH
from tests.web.test_cost import MOST, cost

PAPERS = papers(date(2026, 9, 16))
NEW = "register-new"


@pytest.fixture
def clerk(cast, sign_in):
    return sign_in(cast.clerk)


@pytest.fixture
def pdf_intake(cast, now, paper_pdf):
    """一份 PDF 来件，页面图当即就有。"""
    return services.receive(paper_pdf, name="来文.pdf", by=cast.clerk, now=now)


def page_of(client, intake):
    return client.get(reverse(NEW), {"intake": intake.pk})


def typed(intake, **changes):
    plain = {
        "intake": intake.pk if intake else "",
        "sender_name": "演示市人民政府办公室",
        "title": "关于做好秋季防火工作的通知",
        "secrecy_level": "public",
        "nature": "action_item",
    }
    return {**plain, **changes}


def submit(client, intake, **changes):
    return client.post(reverse(NEW), typed(intake, **changes), headers={"HX-Request": "true"})


def cells(page):
    return {cell["name"]: cell for cell in page.context["cells"]}


def test_the_same_number_stands_on_the_cell_and_on_the_page(clerk, pdf_intake):
    page = page_of(clerk, pdf_intake)
    drawn = {box["number"] for _, boxes in page.context["pictures"] for box in boxes}
    marked = {cell["mark"] for cell in cells(page).values() if cell.get("mark")}
    assert drawn == marked
    html = page.content.decode()
    assert 'data-mark="1"' in html
    assert re.search(r'class="box" data-n="1" data-box="[\d.]+ [\d.]+ [\d.]+ [\d.]+"', html)


def test_what_lies_inside_the_title_shares_its_number(clerk, pdf_intake):
    found = cells(page_of(clerk, pdf_intake))
    assert found["doc_kind"]["mark"] == found["title"]["mark"]
    assert found["nature"]["mark"] == found["due_on"]["mark"]
    assert found["sender_name"]["mark"] == 1
    assert found["issue_date"]["tell"].startswith("第 2 页")


def test_a_scan_shows_the_piece_of_picture_under_the_cell(clerk, pdf_intake):
    proposed = services.proposed_of(pdf_intake)
    proposed["title"]["crop"] = {"page": 1, "boxes": [[20, 30, 60, 3], [30, 34, 40, 3]]}
    Intake.objects.filter(pk=pdf_intake.pk).update(proposed=json.dumps(proposed))
    page = page_of(clerk, pdf_intake)
    piece = reverse("intake-crop", args=[pdf_intake.pk, "title"])
    assert f'src="{piece}"' in page.content.decode()
    assert "各页页首没有识读出密级标志" in cells(page)["secrecy_level"]["tell"]
    wide, high = Image.open(BytesIO(clerk.get(piece).content)).size
    assert wide == pytest.approx(WIDTH * 0.614, abs=3)
    assert 80 < high < 160
    assert clerk.get(reverse("intake-crop", args=[pdf_intake.pk, "copy_no"])).status_code == 404


def test_a_sender_in_the_list_of_organs_says_so(clerk, cast, pdf_intake):
    cast.office.name = "演示市人民政府办公室"
    cast.office.save()
    found = cells(page_of(clerk, pdf_intake))
    assert "与单位名录一致" in found["sender_name"]["tell"]
    submit(clerk, pdf_intake)
    assert Incoming.objects.get().sender_org == cast.office


def test_while_pages_are_made_only_the_left_is_asked_for(clerk, intake, paper_pdf):
    html = page_of(clerk, intake).content.decode()
    url = reverse("intake-pages", kwargs={"pk": intake.pk})
    assert f'hx-get="{url}"' in html
    assert clerk.get(url).status_code == 204
    pdf = files.store(paper_pdf, media="pdf")
    values = {"pdf": pdf, "pages": 2, "state": RenditionState.READY}
    Rendition.objects.filter(source=intake.stored).update(**values)
    answer = clerk.get(url, headers={"HX-Request": "true"}).content.decode()
    assert answer.strip().startswith('<section class="view" id="paper"')
    assert "data-box" in answer
    assert "every 2s" not in answer
    assert 'id="sheet"' not in answer


def test_every_received_file_asks_for_its_pages(cast, now):
    for name, data in (("a.docx", make_docx(PAPERS[1])), ("b.txt", make_txt(PAPERS[2]))):
        one = services.receive(data, name=name, by=cast.clerk, now=now)
        assert one.stored.rendition.state == RenditionState.WAITING


def test_pages_that_cannot_be_made_say_why_and_leave_the_words(clerk, intake):
    values = {"state": RenditionState.FAILED, "fault": "本机没有 LibreOffice"}
    Rendition.objects.filter(source=intake.stored).update(**values)
    page = page_of(clerk, intake)
    assert "本机没有 LibreOffice" in page.content.decode()
    assert page.context["text"]


@pytest.mark.parametrize(
    ("urgency", "days"), [("", "剩 15 个工作日"), ("high", "剩 3 个工作日"), ("low", "剩 10 个")]
)
def test_without_a_due_date_the_custom_is_offered(clerk, db, urgency, days):
    asked = {"due_on": "", "due_usual": "", "urgency": urgency, "nature": "action_item"}
    html = clerk.get(reverse("register-day", args=["due_on"]), asked).content.decode()
    assert f"惯例，{days}" in html
    assert 'hx-swap-oob="true"' in html


def test_a_due_date_of_ones_own_is_left_alone(clerk, db):
    own = (timezone.localdate() + timedelta(days=40)).isoformat()
    asked = {"due_on": own, "due_usual": "2026-01-05", "urgency": "high", "nature": "action_item"}
    html = clerk.get(reverse("register-day", args=["due_on"]), asked).content.decode()
    assert "惯例" not in html
    assert "hx-swap-oob" not in html


def test_a_paper_for_reading_has_no_due_date(clerk, db):
    asked = {"due_on": "2026-10-08", "due_usual": "2026-10-08", "nature": "read_item"}
    html = clerk.get(reverse("register-day", args=["due_on"]), asked).content.decode()
    assert "阅件不限期" in html
    assert re.search(r"<input[^>]*hx-swap-oob", html)
    assert "2026-10-08" not in html


def test_the_weekday_knows_a_shifted_workday(clerk, db):
    Holiday.objects.create(day=date(2026, 9, 20), name="国庆节", is_workday=True)
    Holiday.objects.create(day=date(2026, 10, 1), name="国庆节")
    url = reverse("register-day", args=["issue_date"])
    assert "周日，调休上班" in clerk.get(url, {"issue_date": "2026-09-20"}).content.decode()
    assert "周四，放假" in clerk.get(url, {"issue_date": "2026-10-01"}).content.decode()
    assert clerk.get(url, {"issue_date": "2026-9"}).status_code == 200
    assert clerk.get(reverse("register-day", args=["title"])).status_code == 404


def test_senders_come_from_the_organs_and_from_former_papers(clerk, cast, now):
    form = Registration(title="关于报送材料的函", sender_name="演示市财政局预算科")
    services.register(None, form, by=cast.clerk, now=now)
    url = reverse("register-senders")
    told = [(one["label"], one["sub"]) for one in clerk.get(url, {"q": "财政局"}).json()]
    assert told == [("演示县财政局", "单位名录"), ("演示市财政局预算科", "来过文")]
    assert [one["label"] for one in clerk.get(url, {"q": "xczj"}).json()] == ["演示县财政局"]
    assert clerk.get(url, {"q": ""}).json() == []


def test_a_refused_repeat_keeps_the_words_and_asks_for_a_reason(clerk, cast, now, intake):
    form = Registration(
        title="别的标题，一点也不像", sender_name="别的局", sender_number="演〔2026〕1号"
    )
    services.register(None, form, by=cast.clerk, now=now)
    plain = page_of(clerk, intake).content.decode()
    assert (
        "id_repeat_reason" not in plain.split("<form")[-1].split("hx-include")[-1].split(">", 1)[1]
    )
    changes = {"sender_number": "演〔2026〕01号", "summary": "我写的摘要"}
    answer = submit(clerk, intake, **changes)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "我写的摘要" in html
    assert "请写明理由" in html
    assert re.search(r'name="repeat_reason"[^>]*autofocus', html)
    again = submit(clerk, intake, **changes, repeat_reason="来文更正后重发")
    assert again.status_code == 204
    assert Incoming.objects.get(receipt_no=2).repeat_reason == "来文更正后重发"


def test_two_papers_are_laid_side_by_side(clerk, cast, now, incoming):
    other = services.receive(make_pdf(PAPERS[1]), name="另一份.pdf", by=cast.clerk, now=now)
    url = reverse("register-compare", args=[incoming.pk, other.pk])
    asked = {"title": incoming.matter.title, "sender_name": "别的局", "issue_date": "2026-09-01"}
    page = clerk.get(url, asked)
    rows = {row["label"]: (row["old"], row["new"]) for row in page.context["differing"]}
    assert rows == {
        "来文单位": ("演示市人民政府办公室", "别的局"),
        "成文日期": ("", "2026年9月1日"),
    }
    html = page.content.decode()
    assert reverse("intake-picture", args=[other.pk, 1]) in html
    assert f"/matters/{incoming.pk}/files/" in html


def test_a_repeat_is_merged_as_an_attachment_without_a_number(clerk, cast, now, incoming):
    other = services.receive(make_txt(PAPERS[1]), name="补发.txt", by=cast.clerk, now=now)
    answer = clerk.post(reverse("register-merge", args=[incoming.pk, other.pk]))
    assert answer.status_code == 302
    other.refresh_from_db()
    assert (other.state, other.matter_id) == (IntakeState.REGISTERED, incoming.pk)
    row = MatterFile.objects.get(matter=incoming.matter, name="补发.txt")
    assert row.role == MatterFileRole.ATTACHMENT
    assert Incoming.objects.count() == 1
    assert clerk.post(reverse("register-merge", args=[incoming.pk, other.pk])).status_code == 409


def test_the_same_file_is_not_merged_twice(clerk, cast, now, incoming, paper_docx):
    again = services.receive(paper_docx, name="又一份.docx", by=cast.clerk, now=now)
    answer = clerk.post(reverse("register-merge", args=[incoming.pk, again.pk]))
    assert answer.status_code == 409
    again.refresh_from_db()
    assert again.state == IntakeState.READY


def test_other_pending_files_go_along_as_attachments(clerk, cast, now, intake):
    other = services.receive(make_txt(PAPERS[1]), name="分工表.txt", by=cast.clerk, now=now)
    left = services.receive(make_txt(PAPERS[2]), name="不相干.txt", by=cast.clerk, now=now)
    html = page_of(clerk, intake).content.decode()
    assert "分工表.txt" in html
    answer = submit(clerk, intake, others=[other.pk])
    assert answer.status_code == 204
    assert answer["HX-Redirect"].endswith(f"?intake={left.pk}")
    names = set(MatterFile.objects.values_list("name", "role"))
    assert names == {("来文.docx", "main"), ("分工表.txt", "attachment")}


def test_a_refused_form_keeps_the_ticks(clerk, cast, now, intake):
    other = services.receive(make_txt(PAPERS[1]), name="分工表.txt", by=cast.clerk, now=now)
    html = submit(clerk, intake, title="", others=[other.pk]).content.decode()
    assert re.search(rf'name="others" value="{other.pk}" checked', html)
    assert re.search(r"<textarea[^>]*name=\"title\"[^>]*autofocus", html)


def test_someone_elses_file_is_not_taken_along(clerk, cast, now, intake):
    theirs = services.receive(make_txt(PAPERS[1]), name="别人的.txt", by=cast.clerk_b, now=now)
    submit(clerk, intake, others=[theirs.pk])
    theirs.refresh_from_db()
    assert theirs.state == IntakeState.READY


def test_a_file_still_being_read_waits_in_the_list(clerk, intake):
    Intake.objects.filter(pk=intake.pk).update(state=IntakeState.READING)
    assert page_of(clerk, intake).url == reverse("intake")


def test_the_page_costs_the_same_however_many_wait(clerk, cast, now, pdf_intake):
    url = f"{reverse(NEW)}?intake={pdf_intake.pk}"
    few, _ = cost(clerk, url)
    for n in range(15):
        services.receive(f"说明{n}".encode(), name=f"说明{n}.txt", by=cast.clerk, now=now)
    many, said = cost(clerk, url)
    assert many <= few, said
    assert many <= MOST, said


def test_a_due_date_already_past_is_to_be_checked(clerk, cast, now):
    last_year = papers(timezone.localdate() - timedelta(days=300))[0]
    old = services.receive(make_pdf(last_year), name="旧.pdf", by=cast.clerk, now=now)
    page = page_of(clerk, old)
    assert cells(page)["due_on"]["sure"] == "mid"
    assert "早于今日，请改" in page.content.decode()
