"""核对用到的部件：离线，只看锁文件、装好的包和仓库里的漏洞资料（tools/advisories.json）。

核对四样：版本钉死、带散列；装着的与锁着的一样；许可证在准用之列；没有已知的漏洞。
漏洞资料不随仓库更新：在能上网的机器上取 OSV 的压缩包（一个漏洞一个 JSON），带进来执行
`tools/audit_deps.py --import 压缩包`，只留锁文件里有的部件。
资料空着、过期的，照实说，不算没有漏洞。
"""

import argparse
import json
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from importlib import metadata
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

ROOT = Path(__file__).parents[1]
LOCKS = (ROOT / "requirements.lock", ROOT / "requirements-dev.lock")
KEPT = Path(__file__).with_name("advisories.json")
ECOSYSTEM = "PyPI"
STALE = timedelta(days=90)
MOST_BYTES = 5_000_000
PINNED = re.compile(r"^([A-Za-z0-9][\w.-]*)==(\S+)((?:.*\\\n)*.*)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}\b")
LOOSE = re.compile(r"^(?![#\s-])(?!\S+==).+", re.MULTILINE)
ALLOWED = re.compile(
    r"\b(MIT|MIT-0|MIT-CMU|BSD|0BSD|Apache|ISC|PSF|MPL|Mozilla Public|CC0|Zlib|LGPL|ZPL|CNRI|HPND"
    r"|Unlicense)\b",
    re.IGNORECASE,
)
BARRED = re.compile(r"(?<!L)\bA?GPL|SSPL|BUSL|Proprietary|Commercial|AFFERO", re.IGNORECASE)
JOINED = re.compile(r"\s+AND\s+|,\s+")


@dataclass(frozen=True)
class Pinned:
    """锁着的一个部件；`extra` 是这一行余下的字（条件、散列）。"""

    name: str
    version: str
    extra: str


@dataclass(frozen=True)
class Advisory:
    """一条漏洞：`spans` 是（从哪版起，到哪版修好，空的是还没修好），`versions` 是点名的版本。"""

    id: str
    package: str
    spans: tuple[tuple[str, str], ...]
    versions: tuple[str, ...]
    summary: str

    def hits(self, version: str) -> bool:
        """这一版有没有。"""
        if version in self.versions:
            return True
        found = Version(version)
        return any(
            Version(first or "0") <= found and (not fixed or found < Version(fixed))
            for first, fixed in self.spans
        )


def pinned(lock: Path) -> list[Pinned]:
    """一份锁文件里的各个部件。"""
    found = PINNED.findall(lock.read_text())
    return [Pinned(str(canonicalize_name(name)), version, rest) for name, version, rest in found]


def loose(lock: Path) -> Iterator[str]:
    """没有钉死、没有散列的。"""
    yield from (f"{lock.name}：“{line}”没有钉死版本。" for line in LOOSE.findall(lock.read_text()))
    for one in pinned(lock):
        if not HASH.search(one.extra):
            yield f"{lock.name}：{one.name} {one.version} 没有散列。"


def licence(name: str) -> str:
    """装着的这个部件自己说的许可证。"""
    told = metadata.metadata(name)
    kinds = [one.rpartition(":: ")[2] for one in told.get_all("Classifier") or ()
             if one.startswith("License ::")]  # fmt: skip
    said = [told.get("License-Expression"), (told.get("License") or "")[:80], ", ".join(kinds)]
    return next((one for one in said if one and ALLOWED.search(one)), "") or "、".join(
        filter(None, said)
    )


def is_allowed(said: str) -> bool:
    """准不准用：几样都要守的，样样要准；任选一样的，有一样准就行。"""
    parts = [one for one in JOINED.split(said) if "dependency" not in one and "OSI" not in one]
    return bool(parts) and all(
        any(ALLOWED.search(one) and not BARRED.search(one) for one in part.split(" OR "))
        for part in parts
    )


def at_odds(found: Iterable[Pinned]) -> Iterator[str]:
    """装着的与锁着的不一样、许可证不准用的；没装的（别的系统才要的）不算。"""
    locked: dict[str, set[str]] = {}
    for one in found:
        locked.setdefault(one.name, set()).add(one.version)
    for name, versions in sorted(locked.items()):
        try:
            installed = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
        if installed not in versions:
            yield f"{name} 装的是 {installed}，锁的是 {'、'.join(sorted(versions))}。"
        if not is_allowed(licence(name)):
            yield f"{name} 的许可证“{licence(name)}”不在准用之列，请核对。"


def known(kept: Path = KEPT) -> tuple[date | None, list[Advisory]]:
    """仓库里的漏洞资料：取得的日子和各条；没有取过的，日子为空。"""
    table = json.loads(kept.read_text())
    taken = date.fromisoformat(table["taken_on"]) if table["taken_on"] else None
    return taken, [_advisory(one) for one in table["advisories"]]


def _advisory(given: dict[str, Any]) -> Advisory:
    spans = tuple((first, fixed) for first, fixed in given["spans"])
    return Advisory(
        given["id"], given["package"], spans, tuple(given["versions"]), given["summary"]
    )


def holes(found: Iterable[Pinned], advisories: Iterable[Advisory]) -> Iterator[str]:
    """锁着的版本里有漏洞的。"""
    named = list(advisories)
    for one in found:
        for each in named:
            if each.package == one.name and each.hits(one.version):
                fixed = "、".join(end for _, end in each.spans if end) or "还没有修好的版本"
                yield f"{one.name} {one.version} 有漏洞 {each.id}：{each.summary}（修好于 {fixed}）"


def taken_in(archive: Path, names: set[str], *, today: date) -> dict[str, Any]:
    """从 OSV 的压缩包里挑出这些部件的漏洞，做成仓库里的资料；撤回的不要。"""
    kept: list[Advisory] = []
    with zipfile.ZipFile(archive) as package:
        for info in package.infolist():
            if info.filename.endswith(".json") and info.file_size <= MOST_BYTES:
                told = json.loads(package.read(info))
                kept += [] if told.get("withdrawn") else _affected(told, names)
    rows = [asdict(one) for one in sorted(kept, key=lambda one: (one.package, one.id))]
    return {"taken_on": today.isoformat(), "advisories": rows}


def _affected(told: dict[str, Any], names: set[str]) -> Iterator[Advisory]:
    for one in told.get("affected", ()):
        about = one.get("package", {})
        name = str(canonicalize_name(about.get("name", "")))
        if about.get("ecosystem") == ECOSYSTEM and name in names:
            spans = tuple(_spans(one.get("ranges", ())))
            said = told.get("summary") or told.get("details", "")
            versions = tuple(filter(_is_version, one.get("versions", ())))
            yield Advisory(told["id"], name, spans, versions, said[:120])


def _spans(ranges: Iterable[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """各段版本；按提交记的（GIT）不看，点名的版本里有。"""
    for one in ranges:
        first = ""
        for event in one.get("events", ()) if one.get("type") == "ECOSYSTEM" else ():
            first = event.get("introduced", first)
            fixed = event.get("fixed", "")
            if fixed and _is_version(fixed):
                yield first, fixed
                first = ""
        if first and _is_version(first):
            yield first, ""


def _is_version(text: str) -> bool:
    try:
        Version(text)
    except InvalidVersion:
        return False
    return True


def freshness(taken: date | None, *, today: date) -> str:
    """漏洞资料新不新；新的为空。"""
    if taken is None:
        return "没有漏洞资料：有没有已知的漏洞，这一回没有查。取法见 docs/compliance.md。"
    if today - taken > STALE:
        return f"漏洞资料是 {taken} 取的，过了 {STALE.days} 天，请重新取。"
    return ""


def main() -> int:
    """核对；有不对的退出代码是 1，`--strict` 时漏洞资料不新也是 1。"""
    parser = argparse.ArgumentParser(description="核对用到的部件")
    parser.add_argument("--import", dest="archive", type=Path, metavar="压缩包")
    parser.add_argument("--strict", action="store_true", help="漏洞资料空着、过期也算不通过")
    asked = parser.parse_args()
    found = [one for lock in LOCKS for one in pinned(lock)]
    today = datetime.now(UTC).date()
    if asked.archive:
        table = taken_in(asked.archive, {one.name for one in found}, today=today)
        KEPT.write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n")
        print(f"留下 {len(table['advisories'])} 条。")
    taken, advisories = known()
    faults = [one for lock in LOCKS for one in loose(lock)]
    faults += [*at_odds(found), *holes(found, advisories)]
    old = freshness(taken, today=today)
    print(*faults, *filter(None, [old]), sep="\n")
    print(f"部件 {len({one.name for one in found})} 个，不对的 {len(faults)} 处。")
    return 1 if faults or (old and asked.strict) else 0


if __name__ == "__main__":
    sys.exit(main())
