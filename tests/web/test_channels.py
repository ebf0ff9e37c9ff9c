"""提醒通道页：地址存下就不再显示，试送看得到结果，查几次库钉住。"""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from sanban.inbox import services
from sanban.inbox.models import Channel, ContactAddress, Delivery
from tests.inbox.gateway import opened

MAIL = "mailtos://bot:pass-word-1@mail.local?to={address}"


@pytest.fixture
def admin(cast, sign_in):
    return sign_in(cast.sys_admin)


def add(client, address=MAIL, **more):
    return client.post(reverse("channels"), {"name": "通道", "address": address, **more})


def seen(client, name, *args):
    return client.get(reverse(name, args=args)).content.decode()


def act(client, name, *args, **data):
    return client.post(reverse(name, args=args), data, follow=True).content.decode()


def test_an_address_is_never_shown_again(admin):
    assert add(admin).status_code == 302
    channel = Channel.objects.get()
    assert (channel.address, channel.is_on, channel.is_inside) == (MAIL, False, False)
    for text in (seen(admin, "channels"), seen(admin, "channel", channel.pk)):
        assert "通道" in text
        assert "pass-word" not in text
    admin.post(reverse("channel", args=(channel.pk,)), {"name": "改名", "address": ""})
    assert Channel.objects.values_list("name", "address").get() == ("改名", MAIL)


@pytest.mark.parametrize(("address", "said"), [("syslog://x", "只准用"), ("x", "不成样子")])
def test_a_bad_address_is_told_at_its_field(admin, address, said):
    answer = add(admin, address)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert not Channel.objects.exists()


def test_a_trial_is_sent_by_the_job_and_its_result_is_listed(admin, cast):
    with opened() as gateway:
        add(admin, gateway.address)
        pk = Channel.objects.get().pk
        assert "已交给后台" in act(admin, "channel-test", pk)
        assert gateway.got == []
        assert "等着送" in seen(admin, "channel", pk)
        services.forward(now=datetime.now(UTC))
        assert gateway.texts == ["这是一条试送的提醒，收到就是通的。"]
    text = seen(admin, "channel", pk)
    assert "送到" in text
    assert cast.sys_admin.name in text


def test_a_failed_trial_says_why(admin):
    with opened() as gateway:
        gateway.status = 403
        add(admin, gateway.address)
        pk = Channel.objects.get().pk
        act(admin, "channel-test", pk)
        services.forward(now=datetime.now(UTC))
    assert "对方没有收下" in seen(admin, "channel", pk)


def test_opening_closing_resending_and_removing(admin):
    add(admin)
    pk = Channel.objects.get().pk
    assert "已开" in act(admin, "channel-switch", pk, on="1")
    assert Channel.objects.get().is_on
    assert "0 条没送成的重新送" in act(admin, "channel-retry", pk)
    assert "请先关掉再删" in act(admin, "channel-remove", pk)
    assert "已关" in act(admin, "channel-switch", pk, on="0")
    assert "已删" in act(admin, "channel-remove", pk)
    assert not Channel.objects.exists()


def test_addresses_of_people(admin, cast):
    add(admin)
    pk = Channel.objects.get().pk
    given = {"person": cast.clerk.pk, "address": "lin@x.local"}
    assert "lin@x.local" in act(admin, "channel-contact", pk, **given)
    wrong = admin.post(reverse("channel-contact", args=(pk,)), {**given, "address": "a b"})
    assert (wrong.status_code, "不留空格" in wrong.content.decode()) == (422, True)
    row = ContactAddress.objects.get()
    assert "已删去" in act(admin, "contact-remove", pk, row.pk)


def test_a_list_of_deliveries_shows_no_content(admin, cast, now):
    add(admin, "json://127.0.0.1:9/x")
    channel = Channel.objects.get()
    services.set_channel_on(channel, is_on=True, by=cast.sys_admin)
    services.send([cast.clerk], kind="due", title="机密得很的标题", cause="c", now=now)
    text = seen(admin, "channel", channel.pk)
    assert cast.clerk.name in text
    assert "机密得很" not in text


def test_the_page_costs_the_same_with_many_deliveries(admin, cast, now, django_assert_num_queries):
    add(admin)
    channel = Channel.objects.get()
    url = reverse("channel", args=(channel.pk,))
    admin.get(url)
    for count in (5, 200):
        Delivery.objects.bulk_create(
            Delivery(channel=channel, person=cast.clerk, next_try_at=now) for _ in range(count)
        )
        with django_assert_num_queries(8):
            admin.get(url)
    with django_assert_num_queries(6):
        admin.get(reverse("channels"))
