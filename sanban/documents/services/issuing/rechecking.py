"""复核：签发手续齐不齐，签发以后动没动过实质内容，签发稿还是不是那一份（条例第二十五条）。"""

import hashlib

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.documents.kinds.outgoing import KIND
from sanban.documents.models import Outgoing
from sanban.documents.services.frozen import altered, read_signed, same_words
from sanban.documents.services.issuing.attempt import Attempt
from sanban.documents.services.issuing.signing import final_file, outside_issuers
from sanban.documents.services.issuing.versions import add_redline
from sanban.files import services as files
from sanban.matters.models import Matter, MatterFile, MatterFileRole
from sanban.people.models import Person

SIGNED = (MatterFileRole.FINAL, MatterFileRole.MAIN)
CHANGED = (
    "签发以后第 {} 版改了文字，不只是标点和格式，请用“送复审”送原来签发的人（条例第二十五条）。"
)


def check_unchanged(attempt: Attempt) -> Attempt:
    """签发稿没有被人动过，最新一版没有实质性的改动。

    :raises Refused: 签发稿与摘要不符（记入审计）；改了实质内容。
    """
    outgoing, by = attempt.outgoing, attempt.asked.by
    signed = read_signed(outgoing, by=by)
    verify_final(outgoing, by=by)
    if attempt.version.pk == outgoing.signed_version_id:
        return attempt
    if not same_words(signed, attempt.gongwen):
        raise Refused(CHANGED.format(attempt.version.number), code="changed-after-signing")
    return attempt


def check_formalities(attempt: Attempt) -> Attempt:
    """联合发文的机关不在本系统里的，会签的原件扫描挂上来了。

    :raises Refused: 没有。
    """
    outside = outside_issuers(attempt.outgoing)
    scans = MatterFile.objects.current(attempt.matter).filter(role=MatterFileRole.SCAN)
    if outside and not scans.exists():
        said = f"{'、'.join(outside)}不在本系统里，请把会签的原件扫描后挂上来，再复核通过。"
        raise Refused(said, code="no-cosign-scan")
    return attempt


def verify_final(outgoing: Outgoing, *, by: Person | None) -> None:
    """盘上的签发稿与签发时的一样。

    :raises Refused: 不一样，或者没有了（记入审计）。
    """
    row = final_file(outgoing)
    if outgoing.final_digest and row is None:
        raise altered(outgoing.matter, "签发稿的文件不见了", by=by)
    if row is not None:
        read_file(row, by=by)


def read_file(row: MatterFile, *, by: Person | None) -> bytes:
    """读一份文件，先核对摘要；签发稿、定稿都这样读。须在事务外面用，审计才留得下。

    :raises Refused: 与存入时的摘要不符（记入审计）；盘上没有了。
    """
    data = files.read_bytes(row.stored)
    if hashlib.sha256(data).hexdigest() == row.stored.digest:
        return data
    detail = f"{row.get_role_display()} {row.pk}"
    target = row.matter.target
    audit.record("file.altered", by=by, target=target, detail=detail, is_done=False)
    said = (
        f"“{row.name}”在盘上被改动过，与存入时的摘要不符，已经停用并记入审计。请报系统管理员查验。"
    )
    raise Refused(said, code="file-altered")


def check_unaltered(row: MatterFile, *, by: Person | None) -> None:
    """给人看、给人取之前：发文的签发稿、定稿与存入时一样。

    :raises Refused: 不一样（记入审计）。
    """
    if row.role in SIGNED and row.matter.kind == KIND.code:
        read_file(row, by=by)


def keep_redline(attempt: Attempt, moved: Matter) -> None:
    """签发以后动过的，挂上花脸稿。"""
    now = attempt.asked.now
    add_redline(attempt.outgoing, attempt.version, by=attempt.asked.by, now=now)
