"""提醒通道：系统管理员添、改、开、关、删、试送，记各人的地址。"""

import re
from datetime import datetime
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.db import transaction

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.inbox.models import Channel, ContactAddress, Delivery, DeliveryState
from sanban.people.models import Person, RoleCode

# fmt: off
SCHEMES = {
    "wecombot": "企业微信群机器人", "dingtalk": "钉钉机器人", "feishu": "飞书机器人",
    "lark": "飞书机器人（国际版）", "mailto": "邮件", "mailtos": "邮件（加密）",
    "json": "短信网关（JSON）", "jsons": "短信网关（JSON，加密）",
    "form": "短信网关（表单）", "forms": "短信网关（表单，加密）",
}
# fmt: on
"""准用的几种：apprise 地址的开头 → 叫什么。"""
ADDRESS, TELEPHONE = "{address}", "{telephone}"
HOLES = (ADDRESS, TELEPHONE)
"""地址里的空：各人在这条通道上的地址、各人登记的电话；有空的逐人送，没有的送到群里。"""
SHAPE = re.compile(r"[a-z]+://[^\s\x00-\x1f\x7f]+")
LONGEST_NAME, LONGEST_ADDRESS, LONGEST_CONTACT = 40, 500, 120


def scheme_of(address: str) -> str:
    """地址的开头，如 `mailtos`。"""
    return address.partition("://")[0]


def is_personal(channel: Channel) -> bool:
    """是不是逐人送的。"""
    return any(hole in channel.address for hole in HOLES)


@transaction.atomic
def add_channel(name: str, *, address: str, is_inside: bool, by: Person, now: datetime) -> Channel:
    """添一条通道，先关着。

    :param address: apprise 的地址，只准 `SCHEMES` 里的几种，可带 `HOLES` 里的空。
    :raises Refused: 不是系统管理员、名称空着或重了、地址不成样子。
    """
    _check_admin(by)
    named = _name(name)
    channel = Channel.objects.create(
        name=named, address=_address(address), is_inside=is_inside, made_at=now
    )
    audit.record("channel.add", by=by, target=f"channel:{channel.pk}", detail=_said(channel))
    return channel


@transaction.atomic
def change_channel(
    channel: Channel, *, name: str, address: str, is_inside: bool, by: Person
) -> Channel:
    """改一条通道；地址空着的不改。

    :raises Refused: 同 `add_channel`。
    """
    _check_admin(by)
    fresh = _locked(channel)
    fresh.name = _name(name, but=fresh.pk)
    fresh.address = _address(address) if address.strip() else fresh.address
    fresh.is_inside = is_inside
    fresh.save(update_fields=["name", "address", "is_inside"])
    said = _said(fresh) + ("　换了地址" if address.strip() else "")
    audit.record("channel.change", by=by, target=f"channel:{fresh.pk}", detail=said)
    return fresh


@transaction.atomic
def set_channel_on(channel: Channel, *, is_on: bool, by: Person) -> Channel:
    """开或关一条通道；关了的，等着送的都不再送。

    :raises Refused: 不是系统管理员。
    """
    _check_admin(by)
    fresh = _locked(channel)
    fresh.is_on = is_on
    fresh.save(update_fields=["is_on"])
    if not is_on:
        waiting = Delivery.objects.filter(channel=fresh, state=DeliveryState.WAITING)
        waiting.update(state=DeliveryState.SKIPPED, note="通道关了")
    act = "channel.on" if is_on else "channel.off"
    audit.record(act, by=by, target=f"channel:{fresh.pk}", detail=_said(fresh))
    return fresh


@transaction.atomic
def remove_channel(channel: Channel, *, by: Person) -> None:
    """删一条关着的通道，连同各人的地址和送出去的记录。

    :raises Refused: 不是系统管理员、还开着。
    """
    _check_admin(by)
    fresh = _locked(channel)
    if fresh.is_on:
        raise Refused(f"“{fresh}”还开着，请先关掉再删。", code="still-on")
    audit.record("channel.remove", by=by, target=f"channel:{fresh.pk}", detail=_said(fresh))
    fresh.delete()


@transaction.atomic
def test_channel(channel: Channel, *, by: Person, now: datetime) -> Delivery:
    """试送一条给自己，由后台送；开着关着都能试。

    :raises Refused: 不是系统管理员、上一次试送还没有送完。
    """
    _check_admin(by)
    fresh = _locked(channel)
    mine = Delivery.objects.filter(channel=fresh, message=None, state=DeliveryState.WAITING)
    if mine.exists():
        raise Refused("上一次试送还没有送完，请过一会儿刷新页面看结果。", code="still-testing")
    made = Delivery.objects.create(channel=fresh, person=by, next_try_at=now, note="试送")
    audit.record("channel.test", by=by, target=f"channel:{fresh.pk}", detail=fresh.name)
    return made


@transaction.atomic
def retry(channel: Channel, *, by: Person, now: datetime) -> int:
    """没送成的从头再送，返回几条。

    :raises Refused: 不是系统管理员、通道关着。
    """
    _check_admin(by)
    fresh = _locked(channel)
    if not fresh.is_on:
        raise Refused(f"“{fresh}”关着，请先开了再送。", code="is-off")
    failed = Delivery.objects.filter(channel=fresh, state=DeliveryState.FAILED)
    count = failed.exclude(message=None).update(
        state=DeliveryState.WAITING, tries=0, next_try_at=now, note=""
    )
    audit.record("channel.retry", by=by, target=f"channel:{fresh.pk}", detail=f"{count} 条")
    return count


@transaction.atomic
def set_contact(channel: Channel, person: Person, *, address: str, by: Person) -> ContactAddress:
    """记下一个人在这条通道上的地址；原来有的换掉。

    :raises Refused: 不是系统管理员、地址不成样子、这条通道用不着。
    """
    _check_admin(by)
    text = address.strip()
    if ADDRESS not in channel.address:
        raise Refused(f"“{channel}”不按各人的地址送，不用记。", code="not-personal")
    if not text or len(text) > LONGEST_CONTACT or not text.isprintable() or " " in text:
        said = f"地址要填，不超过 {LONGEST_CONTACT} 个字，中间不留空格。"
        raise Refused(said, code="bad-contact")
    row, _ = ContactAddress.objects.update_or_create(
        channel=channel, person=person, defaults={"address": text}
    )
    audit.record("contact.set", by=by, target=f"person:{person.pk}", detail=channel.name)
    return row


@transaction.atomic
def remove_contact(contact: ContactAddress, *, by: Person) -> None:
    """删去一个人的地址。

    :raises Refused: 不是系统管理员。
    """
    _check_admin(by)
    target = f"person:{contact.person_id}"
    audit.record("contact.remove", by=by, target=target, detail=contact.channel.name)
    contact.delete()


def _locked(channel: Channel) -> Channel:
    return Channel.objects.select_for_update().get(pk=channel.pk)


def _check_admin(by: Person) -> None:
    if not by.holdings.filter(role=RoleCode.SYS_ADMIN).exists():
        raise Refused("提醒通道只由系统管理员管。", code="not-admin")


def _said(channel: Channel) -> str:
    where = "内网" if channel.is_inside else "外网"
    return f"{channel.name}　{SCHEMES[scheme_of(channel.address)]}　{where}"


def _name(text: str, *, but: int = 0) -> str:
    name = " ".join(text.split())
    if not name or len(name) > LONGEST_NAME:
        raise Refused(f"请写通道的名称，不超过 {LONGEST_NAME} 个字。", code="bad-name")
    if Channel.objects.filter(name=name).exclude(pk=but).exists():
        raise Refused(f"已经有“{name}”了，请换一个名称。", code="same-name")
    return name


def _address(text: str) -> str:
    address = text.strip()
    if not SHAPE.fullmatch(address) or len(address) > LONGEST_ADDRESS:
        said = "地址不成样子，要像“mailtos://用户:口令@邮件服务器?to={address}”，中间不留空格。"
        raise Refused(said, code="bad-address")
    if scheme_of(address) not in SCHEMES:
        raise Refused(f"地址的开头只准用：{'、'.join(SCHEMES)}。", code="bad-scheme")
    if _is_nowhere(address):
        said = "这个地址是机器自己用的（链路本地、组播一类），不会是短信网关，请核对。"
        raise Refused(said, code="bad-address")
    return address


def _is_nowhere(address: str) -> bool:
    """是不是链路本地（云主机的元数据在那里）、组播、全零一类的地址；本机、内网的准用。"""
    try:
        host = ip_address(urlsplit(address).hostname or "")
    except ValueError:
        return False
    host = getattr(host, "ipv4_mapped", None) or host
    kinds = (host.is_link_local, host.is_multicast, host.is_unspecified, host.is_reserved)
    return any(kinds) and not host.is_loopback
