"""试恢复：另起一个进程，把备份真的恢复到一处临时的地方，查一遍，再全部扔掉。

临时的库总是 SQLite，所以用 PostgreSQL 的也不必另给建库的权；文件逐份核对摘要，不另占地方。
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.urls import reverse

from sanban.audit import services as audit
from sanban.files.models import StoredFile
from sanban.matters.models import Matter
from sanban.operations.services.backups.restoring import Restored
from sanban.people.models import RoleCode

PAGES = ("desk", "register", "messages")
HOURS = 6 * 3600
LATE = 300


@dataclass(frozen=True, slots=True)
class Proof:
    """试恢复的结果：好不好用，一句话。"""

    is_good: bool
    note: str


def look_over(found: Restored, *, opens_pages: bool = True) -> dict[str, Any]:
    """在恢复好的库里查一遍：数件、审计链、真的开几页；给试恢复的那个进程用。

    :param opens_pages: 开页要登录，登录要写库；查的是要接着用的库就不开。
    """
    chain = audit.verify()
    checks: list[Callable[[], str]] = [_check_database, _check_office]
    checks += [_check_pages] if opens_pages else []
    faults = [said for check in checks if (said := check())]
    faults += [f"审计{one}" for one in chain.breaks[:1]]
    return {
        "faults": faults,
        "rows": found.row_count,
        "files": found.file_count,
        "missing": len(found.missing),
        "matters": Matter.objects.count(),
        "sealed": chain.rows,
    }


def _check_database() -> str:
    """SQLite 自己查一遍；PostgreSQL 的约束本就时时守着。"""
    if connection.vendor != "sqlite":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        said = str(cursor.fetchone()[0])
        cursor.execute("PRAGMA foreign_key_check")
        odd = cursor.fetchone()
    return "" if said == "ok" and odd is None else "库里的行互相对不上"


def _check_office() -> str:
    found = StoredFile.objects.order_by("pk").values_list("digest", flat=True).first()
    return "" if found is None or len(found) == 64 else "文件的登记不对"


def _check_pages() -> str:
    """以一位文书的账号开几页；没有文书的办公室，用随便哪个能登录的。"""
    people = get_user_model()._default_manager.filter(is_active=True)
    clerks = people.filter(person__holdings__role=RoleCode.CLERK)
    account = clerks.order_by("pk").first() or people.order_by("pk").first()
    if account is None:
        return "没有能登录的账号"
    visitor = Client(raise_request_exception=False)
    visitor.force_login(account, backend="sanban.people.backends.AccountBackend")
    pages = {name: visitor.get(reverse(name)).status_code for name in PAGES}
    broken = [f"{name} {status}" for name, status in pages.items() if status >= LATE + 200]
    return f"页面开不开：{broken[0]}" if broken else ""


def prove(place: Path, *, passphrase_file: Path | None) -> Proof:
    """试恢复一份备份；不动本处的库和文件。"""
    if not place.is_file():
        return Proof(is_good=False, note="备份文件不见了")
    with tempfile.TemporaryDirectory(prefix=".trial-", dir=place.parent) as scratch:
        ran = _run(place, Path(scratch), passphrase_file)
        shutil.rmtree(scratch, ignore_errors=True)
    return judged(ran)


def _run(place: Path, scratch: Path, secret: Path | None) -> "subprocess.CompletedProcess[str]":
    words = [sys.executable, "-m", "sanban.command", "restore", str(place), "--trial"]
    words += ["--data", str(scratch)]
    words += ["--passphrase-file", str(secret)] if secret else []
    return subprocess.run(
        words, env=surroundings(scratch), capture_output=True, text=True, check=False,
        timeout=HOURS, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def surroundings(scratch: Path, *, database: str = "") -> dict[str, str]:
    """临时的一处的环境：自己的文件夹，自己的库（不给就是 SQLite），本机的存处。"""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SANBAN_")}
    kept.pop("PROMETHEUS_MULTIPROC_DIR", None)
    home = str(settings.HERE.parent)
    path = os.pathsep.join(one for one in (home, kept.get("PYTHONPATH", "")) if one)
    return {**kept, "PYTHONPATH": path, "SANBAN_DATA": str(scratch), "SANBAN_DATABASE": database}


def judged(ran: "subprocess.CompletedProcess[str]") -> Proof:
    """试的那个进程办完以后，照它印的断好不好用。"""
    if ran.returncode:
        lines = ran.stderr.strip().splitlines() or [f"退出码 {ran.returncode}"]
        return Proof(is_good=False, note=lines[-1][:300])
    told = json.loads(ran.stdout.strip().splitlines()[-1])
    if told["faults"]:
        return Proof(is_good=False, note="；".join(told["faults"])[:300])
    said = (
        f"{told['rows']} 行、{told['files']} 份文件逐一相符，"
        f"{told['matters']} 件事项，审计封存的 {told['sealed']} 行相接，页面打得开"
    )
    return Proof(is_good=True, note=said)
