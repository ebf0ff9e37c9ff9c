"""督办清单几页：导入看得见进度、找得回来，导出照筛选，导回先看再改，专班逐件核实。"""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import load_workbook

from sanban.matters.models import Matter
from sanban.supervision.models import CampaignEntry, ImportRun, SupervisedItem
from sanban.supervision.services import importing
from tests.web.supervision_lists_cast import BAD, GOOD, list_xlsx, old, plan

HTMX = {"HTTP_HX_REQUEST": "true"}


def text(answer):
    return answer.content.decode()


def send(client, name, data, **given):
    file = SimpleUploadedFile("清单.xlsx", data)
    return client.post(reverse(name), {"file": file, **given})


def test_a_list_is_checked_then_confirmed_and_its_progress_is_seen(sign_in, cast):
    client = sign_in(cast.supervisor)
    answer = send(client, "items-import", list_xlsx(GOOD, BAD))
    run = ImportRun.objects.get()
    assert answer.url == reverse("items-import-run", args=[run.pk])
    seen = text(client.get(answer.url))
    assert "1 行可以导入，1 行不对" in seen and "月球局" in seen and "导入 1 行" in seen
    assert not SupervisedItem.objects.exists()
    client.post(reverse("items-import-start", args=[run.pk]))
    part = text(client.get(answer.url, **HTMX))
    assert "正在导入，已办 0 行，共 1 行" in part and "every 1s" in part and "<html" not in part
    assert "正在导入，0/1" in text(client.get(reverse("items-import")))
    importing.carry_on(run.pk, now=run.made_at)
    part = text(client.get(answer.url, **HTMX))
    assert "办完了" in part and "every 1s" not in part


def test_the_chosen_leader_and_source_go_with_the_list(sign_in, cast):
    client = sign_in(cast.supervisor)
    row = (GOOD[0], "", *GOOD[2:])
    send(client, "items-import", list_xlsx(row), source="C")
    run = ImportRun.objects.get()
    assert run.wrong_count == 0
    refused = send(client, "items-import", list_xlsx(row), approver=str(10**6))
    assert refused.status_code == 302


def test_what_cannot_be_read_is_told_on_the_page(sign_in, cast):
    answer = send(sign_in(cast.supervisor), "items-import", b"not a sheet")
    assert answer.status_code == 422 and "打不开" in text(answer)


def test_a_dropped_check_is_gone(sign_in, cast, import_run):
    client = sign_in(cast.supervisor)
    client.post(reverse("items-import-drop", args=[import_run.pk]))
    assert not ImportRun.objects.exists()


def test_the_export_holds_what_the_filter_shows(sign_in, cast, real_now):
    for source in ("会议议定", "领导批示"):
        run = plan(cast, real_now, (f"{source}的事", source, *GOOD[2:]))
        importing.confirm(run, by=cast.supervisor, now=real_now)
        importing.carry_on(run.pk, now=real_now)
    answer = sign_in(cast.supervisor).get(reverse("items-export") + "?source=B")
    whole = b"".join(answer.streaming_content)
    rows = load_workbook(io.BytesIO(whole)).get_sheet_by_index(0).to_python()
    assert [row[4] for row in rows[3:]] == ["领导批示的事"]
    assert "领导批示" in rows[1][0]


def test_a_unit_exports_only_what_it_sees(sign_in, cast, import_run, real_now):
    importing.confirm(import_run, by=cast.supervisor, now=real_now)
    importing.carry_on(import_run.pk, now=real_now)
    answer = sign_in(cast.water_liaison).get(reverse("items-export"))
    whole = b"".join(answer.streaming_content)
    rows = load_workbook(io.BytesIO(whole)).get_sheet_by_index(0).to_python()
    assert len(rows) == 3


def test_changes_are_seen_before_they_are_taken(sign_in, cast, back_xlsx):
    client = sign_in(cast.supervisor)
    answer = send(client, "items-take-back", back_xlsx)
    seen = text(client.get(answer.url))
    assert "改了 1 格" in seen and "完成招标" in seen
    run = ImportRun.objects.get(purpose="ledger")
    item = SupervisedItem.objects.get()
    data = {"cell": f"{item.pk}.latest"}
    done = client.post(reverse("items-take-back-take", args=[run.pk]), data)
    assert "改了 1 件" in text(done)
    assert SupervisedItem.objects.get().latest == "完成招标"


def test_a_campaign_from_opening_to_its_statement(sign_in, cast, real_now):
    client = sign_in(cast.supervisor)
    client.post(reverse("campaign-new"), {"name": "回头看专班", "head": cast.deputy.pk})
    assert "回头看专班" in text(client.get(reverse("campaigns")))
    campaign = CampaignEntry._meta.get_field("campaign").related_model.objects.get()
    send(client, "items-import", list_xlsx(old(1), old(2)), campaign=campaign.pk)
    run = ImportRun.objects.get()
    client.post(reverse("items-import-start", args=[run.pk]))
    importing.carry_on(run.pk, now=real_now)
    first, last = (reverse("campaign-verify", args=[one.pk]) for one in campaign.entries.all())
    assert "核实情况" in text(client.get(first, **HTMX))
    assert "<textarea" not in text(client.get(f"{first}?back=1", **HTMX))
    row = text(client.post(first, {"verdict": "landed", "evidence": "到现场看过"}, **HTMX))
    assert "到现场看过" in row and "核实 50%" in row and "待核实 <b>1</b>" in row
    done = client.post(last, {"verdict": "landed", "evidence": "桥在用"}, **HTMX)
    assert done["HX-Redirect"] == reverse("campaign", args=[campaign.pk])
    page = text(client.get(reverse("campaign", args=[campaign.pk])))
    assert "完成专班" in page and "已落实 2 件" in page
    client.post(reverse("campaign-close", args=[campaign.pk]), {"statement": "都已落实。"})
    seen = client.get(reverse("campaign-statement", args=[campaign.pk]))
    assert seen.content.startswith(b"%PDF")
    assert "核实</button>" not in text(client.get(reverse("campaign", args=[campaign.pk])))


def test_the_pages_cost_the_same_however_many_rows(
    sign_in, cast, real_now, campaign, import_run, django_assert_max_num_queries
):
    client = sign_in(cast.supervisor)
    run = plan(cast, real_now, *(old(n) for n in range(3, 40)), campaign=campaign.pk)
    importing.confirm(run, by=cast.supervisor, now=real_now)
    importing.carry_on(run.pk, now=real_now)
    pages = [("campaigns", []), ("campaign", [campaign.pk]), ("items-import", []),
             ("items-import-run", [import_run.pk])]  # fmt: skip
    for name, given in pages:
        address = reverse(name, args=given)
        client.get(address)
        with django_assert_max_num_queries(10):
            assert client.get(address).status_code == 200
    assert Matter.objects.count() == 39
