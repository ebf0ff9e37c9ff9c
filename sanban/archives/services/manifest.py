"""摘要清单：每份文件、每步留痕各一个摘要，合成一个总摘要；随时可以重算。"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sanban.archives.models import ArchiveItem
from sanban.core.errors import Refused
from sanban.files import services as files
from sanban.matters.models import Matter, MatterFile, Step

VERSION = 1
# fmt: off
STEP_FIELDS = (
    "number", "stage", "stage_label", "target_stage", "action", "label", "person_id",
    "person_name", "post_name", "on_behalf_of_id", "recorded_by_id", "org_id", "remark", "note",
    "is_work",
)
# fmt: on
"""版次一所记的各项；再添栏目另起版次，旧件仍按旧版次重算。"""


@dataclass(frozen=True, slots=True)
class Check:
    """查验结果：几份文件、几步留痕，各处不符。"""

    files: int
    steps: int
    faults: tuple[str, ...]


def canonical(value: Any) -> str:
    """键有序、不带空格的 JSON；同样的内容总是同样的字。"""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256(text: str) -> str:
    """摘要，SHA-256，64 位十六进制。"""
    return hashlib.sha256(text.encode()).hexdigest()


def step_rows(matter: Matter) -> list[dict[str, Any]]:
    """全部留痕，各成一个字典，按序号。"""
    steps = Step.objects.filter(matter=matter).select_related("about").order_by("number")
    return [_step(step) for step in steps]


def _step(step: Step) -> dict[str, Any]:
    row = {name: getattr(step, name) for name in STEP_FIELDS}
    row["about"] = step.about.number if step.about else None
    row["done_at"] = _utc(step.done_at)
    return row


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def file_rows(matter: Matter) -> list[MatterFile]:
    """全部文件，连同被替换、被撤回的，按加入先后。"""
    return list(MatterFile.objects.filter(matter=matter).select_related("stored").order_by("id"))


def make_manifest(matter: Matter) -> str:
    """清单，JSON。"""
    table = {
        "version": VERSION,
        "files": [_file(row) for row in file_rows(matter)],
        "steps": _step_digests(matter),
    }
    return canonical(table)


def _file(row: MatterFile) -> dict[str, Any]:
    return {
        "id": row.pk,
        "role": row.role,
        "name": row.name,
        "length": row.stored.length,
        "sha256": row.stored.digest,
    }


def _step_digests(matter: Matter) -> list[dict[str, Any]]:
    return [
        {"number": row["number"], "sha256": sha256(canonical(row))} for row in step_rows(matter)
    ]


def seal_of(metadata: str, manifest: str) -> str:
    """元数据和清单合起来的总摘要。"""
    return sha256(metadata + "\n" + manifest)


def verify(item: ArchiveItem) -> Check:
    """重算全部摘要，与归档时的清单比；只报不改。"""
    kept = json.loads(item.manifest)
    faults = [
        *_sealed(item),
        *_compare("文件", kept["files"], _now_files(item.matter), "id"),
        *_compare("留痕", kept["steps"], _step_digests(item.matter), "number"),
        *_damaged(kept["files"]),
    ]
    return Check(len(kept["files"]), len(kept["steps"]), tuple(faults))


def _sealed(item: ArchiveItem) -> Iterator[str]:
    if seal_of(item.metadata, item.manifest) != item.digest:
        yield "元数据或清单与归档时不一致"


def _now_files(matter: Matter) -> list[dict[str, Any]]:
    return [_file(row) for row in file_rows(matter)]


def _compare(
    what: str, kept: Iterable[dict[str, Any]], found: Iterable[dict[str, Any]], key: str
) -> Iterator[str]:
    before, after = ({row[key]: row for row in rows} for rows in (kept, found))
    for number in sorted(before.keys() | after.keys()):
        name = before.get(number, after.get(number, {})).get("name", f"第 {number} 步")
        if number not in after:
            yield f"{what}“{name}”不见了"
        elif number not in before:
            yield f"{what}“{name}”是归档以后加的"
        elif before[number] != after[number]:
            yield f"{what}“{name}”与归档时不一致"


def _damaged(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    for row in rows:
        if digest_on_disk(row["sha256"]) != row["sha256"]:
            yield f"文件“{row['name']}”在盘上缺失或已损坏"


def digest_on_disk(digest: str) -> str:
    """盘上这份文件现在的摘要；没有了就是空。"""
    try:
        with files.open_file(digest) as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()
    except Refused as refusal:
        if refusal.code != "missing-file":
            raise
        return ""
