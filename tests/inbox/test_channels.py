"""提醒通道：只由系统管理员管，缺省关着，口令不进审计。"""

import pytest

from sanban.audit.models import AuditLog
from sanban.core.errors import Refused
from sanban.inbox import services
from sanban.inbox.models import Channel, ContactAddress, Delivery

MAIL = "mailtos://bot:pass-word-1@mail.local?to={address}"


@pytest.fixture
def mail(cast, now):
    return services.add_channel(
        " 县里 邮箱 ", address=MAIL, is_inside=True, by=cast.sys_admin, now=now
    )


def refused(act, *given, **named):
    with pytest.raises(Refused) as fault:
        act(*given, **named)
    return fault.value.code


def test_a_new_channel_is_off_and_outside_unless_told(cast, now):
    row = services.add_channel(
        "短信", address="json://10.1.1.1/sms", is_inside=False, by=cast.sys_admin, now=now
    )
    assert (row.is_on, row.is_inside) == (False, False)
    assert (Channel().is_on, Channel().is_inside) == (False, False)


def test_only_the_system_administrator_may(cast, mail, now):
    by = {"by": cast.clerk}
    given = {"address": MAIL, "is_inside": False}
    assert refused(services.add_channel, "甲", **given, **by, now=now) == "not-admin"
    assert refused(services.change_channel, mail, name="甲", **given, **by) == "not-admin"
    assert refused(services.set_channel_on, mail, is_on=True, **by) == "not-admin"
    assert refused(services.remove_channel, mail, **by) == "not-admin"
    assert refused(services.test_channel, mail, **by, now=now) == "not-admin"
    assert refused(services.retry, mail, **by, now=now) == "not-admin"
    assert refused(services.set_contact, mail, cast.clerk, address="a@b", **by) == "not-admin"


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("", "bad-address"),
        ("mail.local", "bad-address"),
        ("json://a b", "bad-address"),
        ("json://a\nb", "bad-address"),
        ("json://" + "a" * 500, "bad-address"),
        ("json://169.254.169.254/latest/meta-data", "bad-address"),
        ("json://[fe80::1]/", "bad-address"),
        ("json://[::ffff:169.254.169.254]/", "bad-address"),
        ("form://0.0.0.0:80/", "bad-address"),
        ("form://224.0.0.1/", "bad-address"),
        ("syslog://localhost", "bad-scheme"),
        ("file:///etc/passwd", "bad-scheme"),
        ("windows://", "bad-address"),
        ("tgram://1:2/3", "bad-scheme"),
    ],
)
def test_only_the_listed_kinds_of_address_are_taken(cast, now, address, code):
    named = {"address": address, "is_inside": False, "by": cast.sys_admin, "now": now}
    assert refused(services.add_channel, "甲", **named) == code


@pytest.mark.parametrize(("name", "code"), [(" ", "bad-name"), ("长" * 41, "bad-name"),
                                            ("县里 邮箱", "same-name")])  # fmt: skip
def test_a_channel_has_a_name_of_its_own(cast, mail, now, name, code):
    named = {"address": MAIL, "is_inside": False, "by": cast.sys_admin, "now": now}
    assert refused(services.add_channel, name, **named) == code


def test_changing_with_an_empty_address_keeps_it(cast, mail):
    changed = services.change_channel(
        mail, name="邮箱", address=" ", is_inside=False, by=cast.sys_admin
    )
    assert (changed.name, changed.address, changed.is_inside) == ("邮箱", MAIL, False)
    services.change_channel(
        mail, name="邮箱", address="jsons://x/y", is_inside=False, by=cast.sys_admin
    )
    assert Channel.objects.get().address == "jsons://x/y"


def test_the_audit_never_holds_the_password(cast, mail, now):
    services.change_channel(mail, name="乙", address=MAIL, is_inside=True, by=cast.sys_admin)
    services.set_contact(mail, cast.clerk, address="lin@x.local", by=cast.sys_admin)
    services.test_channel(mail, by=cast.sys_admin, now=now)
    services.remove_channel(mail, by=cast.sys_admin)
    rows = str(list(AuditLog.objects.values()))
    assert "pass-word" not in rows
    assert "lin@x" not in rows
    acts = AuditLog.objects.order_by("pk").values_list("act", flat=True)
    assert list(acts) == [
        "channel.add", "channel.change", "contact.set", "channel.test", "channel.remove",
    ]  # fmt: skip


def test_an_open_channel_is_not_removed(cast, mail):
    services.set_channel_on(mail, is_on=True, by=cast.sys_admin)
    assert refused(services.remove_channel, mail, by=cast.sys_admin) == "still-on"


def test_removing_takes_the_addresses_and_records(cast, mail, now):
    services.set_contact(mail, cast.clerk, address="a@b", by=cast.sys_admin)
    services.test_channel(mail, by=cast.sys_admin, now=now)
    services.remove_channel(mail, by=cast.sys_admin)
    assert not ContactAddress.objects.exists()
    assert not Delivery.objects.exists()


def test_one_test_at_a_time(cast, mail, now):
    services.test_channel(mail, by=cast.sys_admin, now=now)
    named = {"by": cast.sys_admin, "now": now}
    assert refused(services.test_channel, mail, **named) == "still-testing"


def test_nothing_is_sent_again_through_a_closed_channel(cast, mail, now):
    assert refused(services.retry, mail, by=cast.sys_admin, now=now) == "is-off"


@pytest.mark.parametrize("address", ["", "a b", "a\nb", "长" * 121])
def test_a_bad_contact_is_refused(cast, mail, address):
    named = {"address": address, "by": cast.sys_admin}
    assert refused(services.set_contact, mail, cast.clerk, **named) == "bad-contact"


def test_a_group_channel_has_no_contacts(cast, now):
    row = services.add_channel(
        "群", address="wecombot://abc", is_inside=False, by=cast.sys_admin, now=now
    )
    named = {"address": "a@b", "by": cast.sys_admin}
    assert refused(services.set_contact, row, cast.clerk, **named) == "not-personal"


def test_a_contact_is_replaced_and_removed(cast, mail):
    services.set_contact(mail, cast.clerk, address="a@b", by=cast.sys_admin)
    row = services.set_contact(mail, cast.clerk, address="c@d", by=cast.sys_admin)
    assert ContactAddress.objects.get().address == "c@d"
    services.remove_contact(row, by=cast.sys_admin)
    assert not ContactAddress.objects.exists()


@pytest.mark.parametrize(
    "address",
    [
        "wecombot://0123abcd-1111-2222-3333-0123456789ab",
        "dingtalk://SECabcdef@0123456789abcdef/",
        "feishu://0123abcd-1111-2222-3333-0123456789ab",
        "lark://0123abcd-1111-2222-3333-0123456789ab",
        "mailtos://bot:word@mail.local?to=lin@x.local",
        "mailto://bot:word@mail.local?to=lin@x.local",
        "json://10.0.0.1:8080/sms/13800000000",
        "forms://gateway.local/send?-mobile=13800000000",
    ],
)
def test_the_library_knows_every_listed_kind(address):
    library, asset = services.outside._opened()
    assert services.scheme_of(address) in services.SCHEMES
    assert library.Apprise.instantiate(address, asset=asset) is not None
