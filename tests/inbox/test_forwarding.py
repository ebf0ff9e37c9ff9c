"""往外送提醒：缺省不送，外网不带内容，送不成再送，一条不丢，不重送。"""

import logging
import subprocess
import sys
from datetime import timedelta

import pytest
from django.db import transaction

from sanban.inbox import jobs, services
from sanban.inbox.models import Channel, Delivery, Message
from tests.inbox.gateway import opened

MINUTE = timedelta(minutes=1)
TITLE = "请抓紧办理：关于做好秋季防火工作的通知（县府办〔2026〕12号）"


@pytest.fixture
def gateway():
    with opened() as server:
        yield server


@pytest.fixture
def channel(cast, gateway, now):
    def made(tail="", *, is_inside=False, is_on=True, name="网关"):
        row = services.add_channel(
            name, address=gateway.address + tail, is_inside=is_inside, by=cast.sys_admin, now=now
        )
        return services.set_channel_on(row, is_on=is_on, by=cast.sys_admin)

    return made


def send(*people, now, cause="c1", title=TITLE):
    return services.send(people, kind="due", title=title, cause=cause, now=now)


def states():
    return list(Delivery.objects.order_by("pk").values_list("state", flat=True))


def test_nothing_goes_out_by_default(cast, channel, gateway, now, django_assert_num_queries):
    channel(is_on=False)
    send(cast.clerk, now=now)
    assert not Delivery.objects.exists()
    with django_assert_num_queries(3):
        assert services.forward(now=now).done == 0
    assert gateway.got == []


def test_with_no_channel_sending_only_looks_once_more(cast, now, django_assert_num_queries):
    send(cast.mayor, now=now)
    with django_assert_num_queries(5):
        send(cast.clerk, now=now)


def test_starting_up_and_an_idle_run_open_no_library():
    said = subprocess.run(
        [sys.executable, "-c", IDLE], check=True, capture_output=True, text=True
    ).stdout
    assert said.strip() == "[]"


IDLE = """
import os, sys
os.environ.update(DJANGO_SETTINGS_MODULE="sanban.settings")
import django
django.setup()
import sanban.timetable
from django.urls import get_resolver
get_resolver().url_patterns
print([one for one in ("apprise", "icalendar", "requests") if one in sys.modules])
"""


def test_outside_the_intranet_the_text_has_no_content(cast, channel, gateway, now):
    channel("/sms/{telephone}")
    send(cast.clerk, now=now)
    assert services.forward(now=now).done == 1
    [(path, body)] = gateway.got
    assert path == "/sms/8000"
    assert body["message"] == "您有 1 条新提醒，请登录办公系统查看。"
    assert body["title"] == "三办提醒"
    for word in ("防火", "县府办", "12号", "林晓燕", "due"):
        assert word not in str(body)


def test_inside_the_intranet_each_one_gets_his_own_titles(cast, channel, gateway, now):
    row = channel("/to/{address}", is_inside=True)
    services.set_contact(row, cast.clerk, address="lin@oa.local", by=cast.sys_admin)
    services.set_contact(row, cast.mayor, address="he/../x?y@oa.local", by=cast.sys_admin)
    send(cast.clerk, now=now)
    send(cast.mayor, now=now, title="甲", cause="c2")
    services.forward(now=now)
    found = {path: body["message"] for path, body in gateway.got}
    assert found["/to/lin@oa.local"].endswith(TITLE)
    assert len(found) == 2
    assert not [one for one in found if TITLE in found[one] and "lin" not in one]
    assert not [one for one in found if "/../" in one or "?" in one]


def test_a_group_never_gets_titles(cast, channel, gateway, now):
    channel("/group", is_inside=True)
    send(cast.clerk, cast.mayor, now=now)
    services.forward(now=now)
    assert gateway.texts == ["您有 2 条新提醒，请登录办公系统查看。"]


def test_many_become_one(cast, channel, gateway, now):
    channel("/{telephone}", is_inside=True)
    for n in range(8):
        send(cast.clerk, now=now, cause=f"c{n}", title=f"第{n}件")
    assert services.forward(now=now).done == 8
    [text] = gateway.texts
    assert text.startswith("您有 8 条新提醒")
    assert ("第4件" in text, "第5件" in text, "另有 3 条" in text) == (True, False, True)


def test_a_message_undone_is_not_sent(cast, channel, gateway, now):
    channel()
    with pytest.raises(RuntimeError), transaction.atomic():
        send(cast.clerk, now=now)
        raise RuntimeError
    assert services.forward(now=now).done == 0
    assert gateway.got == []


def test_the_same_cause_is_sent_once(cast, channel, gateway, now):
    channel()
    for _ in range(2):
        send(cast.clerk, now=now)
        services.forward(now=now + MINUTE)
    assert len(gateway.got) == 1


def test_a_refusing_gateway_is_tried_again_later_and_nothing_is_lost(cast, channel, gateway, now):
    channel()
    gateway.status = 500
    send(cast.clerk, now=now)
    assert services.forward(now=now).put_off == 1
    assert services.forward(now=now + MINUTE / 2).put_off == 0
    assert "没有收下" in Delivery.objects.get().note
    gateway.status = 200
    assert services.forward(now=now + 2 * MINUTE).done == 1
    row = Delivery.objects.get()
    assert (row.state, row.tries, row.sent_at) == ("sent", 2, now + 2 * MINUTE)


def test_after_six_tries_it_is_listed_and_can_be_sent_again(cast, channel, gateway, now):
    row = channel()
    gateway.status = 500
    send(cast.clerk, now=now)
    for n in range(8):
        services.forward(now=now + n * timedelta(hours=9))
    assert (len(gateway.got), states()) == (6, ["failed"])
    gateway.status = 200
    late = now + timedelta(days=5)
    assert services.retry(row, by=cast.sys_admin, now=late) == 1
    assert services.forward(now=late).done == 1


def test_a_dead_gateway_is_not_tried_for_everyone(cast, channel, gateway, now):
    channel("/{telephone}")
    for n, person in enumerate(cast.people):
        type(person).objects.filter(pk=person.pk).update(telephone=f"80{n:02}")
    gateway.status = 500
    send(*cast.people, now=now)
    sent = services.forward(now=now)
    assert (len(gateway.got), sent.put_off) == (3, len(cast.people))
    assert set(states()) == {"waiting"}
    tries = list(Delivery.objects.order_by("tries").values_list("tries", flat=True))
    assert tries == [0] * (len(cast.people) - 3) + [1] * 3


def test_a_long_run_stops_in_time_and_the_rest_goes_next(cast, channel, gateway, now, monkeypatch):
    channel("/{telephone}")
    for n, person in enumerate(cast.people):
        type(person).objects.filter(pk=person.pk).update(telephone=f"80{n:02}")
    send(*cast.people, now=now)
    clock = iter(range(0, 10_000, 8))
    with monkeypatch.context() as patched:
        patched.setattr("sanban.inbox.services.forwarding.monotonic", lambda: next(clock))
        assert services.forward(now=now).done == 3
    assert services.forward(now=now).done == len(cast.people) - 3
    assert len(gateway.got) == len(cast.people)


def test_a_gateway_that_is_not_there_is_told(cast, now):
    with opened() as gone:
        address = gone.address
    row = services.add_channel(
        "没开的", address=address, is_inside=False, by=cast.sys_admin, now=now
    )
    services.set_channel_on(row, is_on=True, by=cast.sys_admin)
    send(cast.clerk, now=now)
    assert services.forward(now=now).put_off == 1
    assert "连不上" in Delivery.objects.get().note


def test_a_redirect_is_not_followed(cast, channel, gateway, now):
    channel()
    gateway.status = 302
    send(cast.clerk, now=now)
    assert services.forward(now=now).done == 0
    assert [path for path, _ in gateway.got] == ["/"]


@pytest.mark.parametrize("why", ["read", "left", "telephone", "address"])
def test_what_need_not_be_sent_is_not(cast, channel, gateway, now, why):
    channel("/{address}" if why == "address" else "/{telephone}")
    send(cast.clerk, now=now)
    if why == "read":
        services.mark_read(cast.clerk, now=now)
    changed = {"left": {"is_active": False}, "telephone": {"telephone": ""}}
    type(cast.clerk).objects.filter(pk=cast.clerk.pk).update(**changed.get(why, {"initials": ""}))
    assert services.forward(now=now).skipped == 1
    assert (gateway.got, states()) == ([], ["skipped"])
    assert Delivery.objects.get().note


def test_closing_a_channel_lets_go_of_what_waits(cast, channel, gateway, now):
    row = channel()
    send(cast.clerk, now=now)
    services.set_channel_on(row, is_on=False, by=cast.sys_admin)
    services.set_channel_on(row, is_on=True, by=cast.sys_admin)
    assert services.forward(now=now).done == 0
    assert states() == ["skipped"]


def test_two_runs_at_once_send_once(cast, channel, gateway, now, monkeypatch):
    channel()
    send(cast.clerk, now=now)
    inner = []
    push = services.forwarding.push

    def slow(address, *, body):
        inner.append(services.forward(now=now))
        return push(address, body=body)

    monkeypatch.setattr("sanban.inbox.services.forwarding.push", slow)
    assert services.forward(now=now).done == 1
    assert (len(gateway.got), inner[0].done) == (1, 0)


def test_a_run_that_died_is_taken_up_again(cast, channel, gateway, now, monkeypatch):
    channel()
    send(cast.clerk, now=now)

    def die(address, *, body):
        raise SystemExit

    with monkeypatch.context() as patched, pytest.raises(SystemExit):
        patched.setattr("sanban.inbox.services.forwarding.push", die)
        services.forward(now=now)
    assert services.forward(now=now + 5 * MINUTE).done == 0
    assert services.forward(now=now + 11 * MINUTE).done == 1


def test_no_log_ever_names_the_address(cast, channel, gateway, now, caplog):
    caplog.set_level(logging.DEBUG)
    channel("/secret-key-123")
    gateway.status = 500
    send(cast.clerk, now=now)
    services.forward(now=now)
    assert "secret-key" not in caplog.text
    assert "secret-key" not in str(list(Delivery.objects.values()))


def test_a_wrong_address_says_so(cast, now):
    row = Channel.objects.create(name="坏的", address="mailto://", made_at=now)
    services.test_channel(row, by=cast.sys_admin, now=now)
    services.forward(now=now)
    assert (states(), "地址不对" in Delivery.objects.get().note) == (["failed"], True)


def test_the_jobs_say_what_they_did(cast, channel, gateway, now):
    assert jobs.forward.call(now.isoformat()) == "没有要送的"
    channel()
    send(cast.clerk, now=now)
    assert jobs.forward.call(now.isoformat()) == "送到 1 条，没送成 0 条，不必送 0 条"
    late = now + timedelta(days=61)
    assert jobs.prune.call(now.isoformat()) == "清去 0 条"
    assert jobs.prune.call(late.isoformat()) == "清去 1 条"
    assert Message.objects.count() == 1
