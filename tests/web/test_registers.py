"""几本登记的页：堵点难点痛点、群众意见、实地检查、各单位负担，各走一遍。"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sanban.supervision import services
from sanban.supervision.models import Blockage, ReportDue, SiteCheck, Voice


def at(name, *args):
    return reverse(name, args=args)


def test_a_blockage_is_listed_with_its_light_and_solved(sign_in, cast, blockage):
    client = sign_in(cast.supervisor)
    page = client.get(at("blockages")).content.decode()
    assert blockage.title in page
    assert "县水务局" in page
    client.post(at("blockage-solve", blockage.pk), {"remark": "并联审批", "on": ""})
    page = client.get(at("blockages"), {"state": "solved"}).content.decode()
    assert "并联审批" in page
    assert blockage.title not in client.get(at("blockages"), {"state": "open"}).content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"kind": "blocked"}, True),
        ({"kind": "hard"}, False),
        ({"text": "审批"}, True),
        ({"text": "学校"}, False),
        ({"kind": "odd"}, True),
    ],
)
def test_the_blockages_are_filtered(sign_in, cast, blockage, query, found):
    page = sign_in(cast.clerk).get(at("blockages"), query).content.decode()
    assert (blockage.title in page) is found


def test_a_blockage_is_recorded_from_the_page(sign_in, cast):
    client = sign_in(cast.supervisor)
    given = {"kind": "hard", "title": "老旧小区没有物业", "raised_on": "2026-09-01"}
    client.post(at("blockage-new"), given)
    assert Blockage.objects.get().kind == "hard"
    tomorrow = (timezone.localdate() + timedelta(1)).isoformat()
    answer = client.post(at("blockage-new"), {**given, "raised_on": tomorrow})
    assert answer.status_code == 422
    assert "今天以后" in answer.content.decode()


def test_an_item_is_proposed_from_a_blockage_once(sign_in, cast, blockage, unit_task):
    client, url = sign_in(cast.supervisor), at("item-new")
    assert "由此立项" in client.get(at("blockages")).content.decode()
    page = client.get(url, {"blockage": blockage.pk}).content.decode()
    assert f'name="blockage" value="{blockage.pk}"' in page
    assert blockage.title in page
    services.link_blockage(blockage, unit_task, by=cast.supervisor, now=timezone.now())
    assert client.get(url, {"blockage": blockage.pk}).status_code == 404
    page = client.get(at("blockages")).content.decode()
    assert "由此立项" not in page
    assert str(unit_task) in page


def test_a_voice_with_a_number_comes_back_with_its_words(sign_in, cast, unit_task):
    client, url = sign_in(cast.supervisor), at("item-voices", unit_task.pk)
    given = {"channel": "走访", "words": "电话13800138000的住户说水不好", "is_satisfied": "no"}
    given |= {"received_on": timezone.localdate().isoformat()}
    answer = client.post(url, given)
    assert answer.status_code == 422
    assert "像是身份证号或电话号码" in answer.content.decode()
    assert "的住户说水不好</textarea>" in answer.content.decode()
    client.post(url, {**given, "words": "住户说水不好"})
    assert Voice.objects.get().is_satisfied is False
    assert "住户说水不好" in client.get(url).content.decode()


def test_a_site_check_is_recorded_without_photos(sign_in, cast, unit_task):
    client, url = sign_in(cast.supervisor), at("item-site-check", unit_task.pk)
    assert "不要求照片留痕" in client.get(url).content.decode()
    given = {"place": "北环路", "people": "方弦", "findings": "加固了两处", "org": cast.water.pk}
    given |= {"checked_on": timezone.localdate().isoformat(), "is_unannounced": "on"}
    client.post(url, given)
    assert (SiteCheck.objects.get().org, SiteCheck.objects.get().is_unannounced) == (
        cast.water,
        True,
    )
    page = client.get(at("site-checks"), {"text": "北环路"}).content.decode()
    assert "加固了两处" in page
    assert "加固了两处" not in client.get(at("site-checks"), {"unannounced": "0"}).content.decode()


def test_the_burden_counts_without_ranking_and_opens_to_rows(sign_in, cast, unit_task):
    ReportDue.objects.filter(item=unit_task).delete()
    ReportDue.objects.create(item=unit_task, org=cast.water, due_on=timezone.localdate())
    client = sign_in(cast.supervisor)
    page = client.get(at("burdens")).content.decode()
    assert "减负规定" in page
    assert "每周反馈 1" in page
    assert "新交办 1" in page
    rows = client.get(at("burden", cast.water.pk)).content.decode()
    assert rows.count(unit_task.matter.title) == 2
    assert (
        unit_task.matter.title
        not in client.get(at("burden", cast.water.pk), {"week": "next"}).content.decode()
    )


def test_the_burden_of_a_reader_outside_the_office_shows_only_counts(sign_in, cast, unit_task):
    page = sign_in(cast.mayor).get(at("burden", cast.water.pk)).content.decode()
    assert unit_task.matter.title not in page
    assert "是别的督办单位要的" in page


@pytest.mark.parametrize("name", ["tasks", "blockages", "site-checks", "burdens"])
def test_every_list_exports(sign_in, cast, unit_task, blockage, name):
    who = cast.water_liaison if name == "tasks" else cast.supervisor
    answer = sign_in(who).get(at(f"{name}-export"))
    assert answer.content[:2] == b"PK"


@pytest.mark.parametrize("name", ["blockages", "site-checks", "burdens"])
def test_the_registers_cost_little(
    sign_in, cast, unit_task, blockage, name, django_assert_max_num_queries
):
    client = sign_in(cast.supervisor)
    client.get(at(name))
    with django_assert_max_num_queries(11):
        assert client.get(at(name)).status_code == 200
