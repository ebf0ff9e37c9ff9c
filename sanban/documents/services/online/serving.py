"""取稿、存稿：办公软件打开的是照最新一版画的 DOCX，存回来就是新的一版；没收下的另行留着。"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.documents.models import DraftVersion, EditLock, EditToken, Outgoing, Way
from sanban.documents.services import drafting
from sanban.documents.services.drafting.permits import check_editor
from sanban.documents.services.drafting.preview import docx_of
from sanban.documents.services.drafting.uploading import Onto, Read, read_upload
from sanban.documents.services.drafting.versions import Saved, set_aside
from sanban.documents.services.online.locking import locked_by, mine
from sanban.documents.services.online.tokens import fault_of
from sanban.files import services as files
from sanban.files.services.guards import Upload
from sanban.inbox import services as inbox

FILE_NAME = "draft-{}.docx"
"""地址里的文件名；各种软件对汉字的网址解法不一，所以只用英文。"""
REASON = "在线编辑"
KEPT_SECONDS = 300
# 凭证、锁的毛病：稿子本身没有毛病，另行留下
KEEPABLE = frozenset(
    ("locked", "no-lock", "not-editor", "token-expired", "token-revoked", "token-moved")
)
KEPT_FOR = timedelta(days=2)
"""凭证发出两天以后再存来的，不再留。"""


@dataclass(frozen=True, slots=True)
class Served:
    """给办公软件的一份：DOCX 的字节、是第几版、何时存的、改没改的标记。"""

    data: bytes
    number: int
    made_at: datetime
    etag: str


def served(token: EditToken) -> Served:
    """照最新一版画的 DOCX；同一版画一次。

    :raises Refused: 转办以后不再由此人改；稿子在盘上被改动过、排不成。
    """
    check_editor(token.matter, token.person)
    version = drafting.newest(token.matter)
    key = f"online:{version.pk}:{version.digest}"
    data = cache.get(key)
    if data is None:
        data = docx_of(version)
        cache.set(key, data, KEPT_SECONDS)
    return Served(data, version.number, version.made_at, etag_of(version))


def etag_of(version: DraftVersion) -> str:
    """一版的标记。"""
    return f'"{version.number}-{version.digest[:16]}"'


def fetch(token: EditToken, *, now: datetime) -> Served:
    """取稿；记下是从第几版改起的；同一版五分钟内只记一条审计。

    :raises Refused: 同 `served`。
    """
    found = served(token)
    EditToken.objects.filter(pk=token.pk).update(base=found.number)
    if cache.add(f"online-read:{token.pk}:{found.number}", 1, KEPT_SECONDS):
        audit.record("read", by=token.person, target=token.matter.target, detail="在线打开")
    return found


def save(token: EditToken, data: bytes, *, lock_token: str = "", now: datetime) -> DraftVersion:
    """存稿：与最新一版一样的不另存；没收下的，告诉本人，读得懂的另行留下。

    :raises Refused: 凭证不能用、锁不对、不由此人改、有人先存了、文件收不下或带宏、带密级标志。
    """
    try:
        return _save(token, data, lock_token, now)
    except Refused as fault:
        _tell(token, fault, now)
        raise


def _save(token: EditToken, data: bytes, lock_token: str, now: datetime) -> DraftVersion:
    outgoing = Outgoing.objects.select_related("matter__org", "prefix").get(pk=token.matter_id)
    read = _read(outgoing, token, data, now)
    last = drafting.newest(outgoing.matter)
    try:
        _check(token, lock_token, now)
    except Refused as fault:
        _keep_apart(outgoing, token, read, fault, now)
        raise
    if read.gongwen == drafting.gongwen_of(last):
        return last
    version = drafting.keep(outgoing, _saved(token, read), by=token.person, now=now)
    EditToken.objects.filter(pk=token.pk).update(base=version.number)
    return version


def _read(outgoing: Outgoing, token: EditToken, data: bytes, now: datetime) -> Read:
    rows = DraftVersion.objects.of(outgoing.matter)
    before = rows.filter(number=token.base).first() or drafting.newest(outgoing.matter)
    onto = Onto(
        form=drafting.form_of(outgoing, before),
        home=outgoing.matter.org,
        day=timezone.localtime(now).date(),
        base=drafting.gongwen_of(before),
    )
    upload = Upload(FILE_NAME.format(outgoing.pk), data)
    return read_upload(upload, onto, by=token.person)


def _check(token: EditToken, lock_token: str, now: datetime) -> None:
    """凭证有效，人能改，锁是自己的或者没有锁。"""
    fault = fault_of(token, now)
    if fault:
        raise fault
    check_editor(token.matter, token.person)
    if lock_token and mine(token, lock_token) is None:
        raise Refused("锁已经失效，请关闭稿子，再从拟稿页打开。", code="no-lock")
    held = EditLock.objects.held(token.matter, now)
    if held is None or held.token == lock_token:
        return
    if held.person_id != token.person_id:
        raise locked_by(held)
    raise Refused("您已在另一个窗口打开这份稿子，请在那一个窗口里存。", code="locked")


def _saved(token: EditToken, read: Read) -> Saved:
    said = f"{REASON}；{read.said}" if read.said else REASON
    return Saved(
        gongwen=read.gongwen,
        way=Way.WEBDAV,
        reason=said[:300],
        source=files.store(read.checked.data, media=read.checked.media),
        source_name=read.checked.name,
        base=token.base,
    )


def _keep_apart(
    outgoing: Outgoing, token: EditToken, read: Read, fault: Refused, now: datetime
) -> None:
    last = drafting.newest(outgoing.matter)
    is_recent = now - token.made_at < KEPT_FOR
    if is_recent and fault.code in KEEPABLE and read.gongwen != drafting.gongwen_of(last):
        with transaction.atomic():
            set_aside(outgoing.matter, _saved(token, read), by=token.person, now=now)


def _tell(token: EditToken, fault: Refused, now: datetime) -> None:
    """办公软件只说一句“存不了”，缘由另发一条消息。"""
    inbox.send(
        [token.person],
        kind="online",
        title=f"在线编辑没有存进去：{fault.message}",
        cause=f"online:{token.pk}:{now:%Y%m%d%H%M}",
        now=now,
        link=f"/matters/{token.matter_id}/",
    )
