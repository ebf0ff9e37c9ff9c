"""恢复好的库里查一遍：库自己、办公室、审计链，真的开几页；给试恢复、升级的那个进程用。"""

from collections.abc import Callable
from typing import Any

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
BROKEN = 500


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
    broken = [f"{name} {status}" for name, status in pages.items() if status >= BROKEN]
    return f"页面开不开：{broken[0]}" if broken else ""
