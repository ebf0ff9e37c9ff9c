"""WebDAV 的话：属性清单、锁的说明怎么写，锁的代号、时限怎么读（RFC 4918）。"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from xml.sax.saxutils import escape

from lxml import etree

DAV = "DAV:"
MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HEAD = '<?xml version="1.0" encoding="utf-8"?>'
LOCK_TOKEN = re.compile(r"<(opaquelocktoken:[0-9A-Za-z-]+)>")
SECONDS = re.compile(r"Second-(\d{1,9})", re.IGNORECASE)
LIMIT = 64 * 1024
"""属性、上锁的请求至多多少字节。"""
SUPPORTED = (
    "<D:lockentry><D:lockscope><D:exclusive/></D:lockscope>"
    "<D:locktype><D:write/></D:locktype></D:lockentry>"
)


class BadBody(Exception):
    """请求写得不对。"""


@dataclass(frozen=True, slots=True)
class Held:
    """此刻的锁：代号、谁的、还有几秒、在哪个地址。"""

    token: str
    owner: str
    seconds: int
    address: str


@dataclass(frozen=True, slots=True)
class Entry:
    """属性清单里的一项：地址、名字、何时改的；文件另有字节数、标记、锁。"""

    address: str
    name: str
    changed: datetime
    length: int = 0
    etag: str = ""
    held: Held | None = None
    is_folder: bool = False


# fmt: off
PROPERTIES: dict[str, Callable[[Entry], str]] = {
    "resourcetype":     lambda one: "<D:collection/>" if one.is_folder else "",
    "displayname":      lambda one: escape(one.name),
    "creationdate":     lambda one: f"{one.changed.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
    "getlastmodified":  lambda one: http_date(one.changed),
    "getcontentlength": lambda one: "" if one.is_folder else str(one.length),
    "getcontenttype":   lambda one: "httpd/unix-directory" if one.is_folder else MEDIA,
    "getetag":          lambda one: escape(one.etag),
    "supportedlock":    lambda one: "" if one.is_folder else SUPPORTED,
    "lockdiscovery":    lambda one: active(one.held) if one.held else "",
}
# fmt: on


def http_date(moment: datetime) -> str:
    """HTTP 里的时刻。"""
    return format_datetime(moment.astimezone(UTC), usegmt=True)


def asked_for(body: bytes) -> list[tuple[str, str]]:
    """PROPFIND 问哪几项：（名字空间，名字）；全问的为空。

    :raises BadBody: 不是规矩的 XML。
    """
    if not body.strip():
        return []
    found = _parsed(body).find(f"{{{DAV}}}prop")
    names = [] if found is None else [etree.QName(one) for one in found.iterchildren("*")]
    return [(name.namespace or "", name.localname) for name in names]


def wants_lock(body: bytes) -> bool:
    """LOCK 要的是不是独占的写锁；没有内容的是续锁。

    :raises BadBody: 不是规矩的 XML。
    """
    root = _parsed(body)
    return root.find(f"{{{DAV}}}lockscope/{{{DAV}}}exclusive") is not None


def _parsed(body: bytes) -> etree._Element:
    if b"<!DOCTYPE" in body:
        raise BadBody
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(body, parser)
    except etree.XMLSyntaxError as fault:
        raise BadBody from fault


def lock_token(header: str) -> str:
    """`If`、`Lock-Token` 里的锁代号；没有的为空。"""
    found = LOCK_TOKEN.search(header)
    return found.group(1) if found else ""


def lasting(header: str) -> timedelta:
    """`Timeout` 要的时限；没说、说不限的给一天，由锁那里再截短。"""
    found = SECONDS.search(header)
    return timedelta(seconds=min(int(found.group(1)), 86400)) if found else timedelta(days=1)


def active(held: Held) -> str:
    """一把锁的说明。"""
    return (
        "<D:activelock><D:locktype><D:write/></D:locktype>"
        "<D:lockscope><D:exclusive/></D:lockscope><D:depth>0</D:depth>"
        f"<D:owner>{escape(held.owner)}</D:owner><D:timeout>Second-{held.seconds}</D:timeout>"
        f"<D:locktoken><D:href>{escape(held.token)}</D:href></D:locktoken>"
        f"<D:lockroot><D:href>{escape(held.address)}</D:href></D:lockroot></D:activelock>"
    )


def lock_answer(held: Held) -> str:
    """上锁、续锁的回答。"""
    found = f"<D:lockdiscovery>{active(held)}</D:lockdiscovery>"
    return f'{HEAD}<D:prop xmlns:D="{DAV}">{found}</D:prop>'


def listing(entries: Iterable[Entry], wanted: Sequence[tuple[str, str]]) -> str:
    """属性清单（207 的内容）；问到不认得的属性，注明没有。"""
    rows = "".join(_row(one, wanted) for one in entries)
    return f'{HEAD}<D:multistatus xmlns:D="{DAV}">{rows}</D:multistatus>'


def _row(one: Entry, wanted: Sequence[tuple[str, str]]) -> str:
    names = wanted or [(DAV, name) for name in PROPERTIES]
    known = [name for space, name in names if space == DAV and name in PROPERTIES]
    missing = [(space, name) for space, name in names if space != DAV or name not in PROPERTIES]
    found = "".join(f"<D:{name}>{PROPERTIES[name](one)}</D:{name}>" for name in known)
    lost = "".join(_empty(space, name) for space, name in missing)
    parts = _status(found, "200 OK") + _status(lost, "404 Not Found")
    return f"<D:response><D:href>{escape(one.address)}</D:href>{parts}</D:response>"


def refused_properties(address: str, body: bytes) -> str:
    """PROPPATCH 的回答：哪一项也不许改。

    :raises BadBody: 不是规矩的 XML。
    """
    found = _parsed(body).iterfind(f"*/{{{DAV}}}prop/*")
    names = [etree.QName(one) for one in found]
    lost = "".join(_empty(name.namespace or "", name.localname) for name in names)
    parts = _status(lost, "403 Forbidden")
    row = f"<D:response><D:href>{escape(address)}</D:href>{parts}</D:response>"
    return f'{HEAD}<D:multistatus xmlns:D="{DAV}">{row}</D:multistatus>'


def _status(properties: str, status: str) -> str:
    if not properties:
        return ""
    told = f"<D:status>HTTP/1.1 {status}</D:status>"
    return f"<D:propstat><D:prop>{properties}</D:prop>{told}</D:propstat>"


def _empty(space: str, name: str) -> str:
    return f'<X:{name} xmlns:X="{escape(space, {chr(34): "&quot;"})}"/>'
