"""演练用的办公室：十个人一个办公室、两个承办单位，各种角色都有。

`sanban init` 以后，在自己的进程里跑（`python -m chaos.office 人数`），把名册印成 JSON。
"""

import json
import os
import sys
from dataclasses import asdict
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanban.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import (  # noqa: E402
    BACKEND_SESSION_KEY,
    HASH_SESSION_KEY,
    SESSION_KEY,
)
from django.contrib.auth.hashers import make_password  # noqa: E402
from django.utils import timezone  # noqa: E402

from chaos.roster import PASSWORD, TEN, Guest, role_of  # noqa: E402
from sanban.core.sessions import SessionStore  # noqa: E402
from sanban.people.models import Account, Org, OrgKind, Person, RoleHolding  # noqa: E402

IN_OFFICE = ("clerk", "director")


def fill(count: int) -> dict[str, Any]:
    """在建好的库里添 `count` 个人；返回名册和有联络员的单位。"""
    groups = max(1, count // len(TEN))
    offices = [_org(OrgKind.GOV, f"演练第{n + 1}办公室") for n in range(groups)]
    units = [_org(OrgKind.DEPT, f"演练第{n + 1}局") for n in range(groups)]
    secret = make_password(PASSWORD)
    guests = []
    for number in range(count):
        role = role_of(number)
        home = offices if role in IN_OFFICE else units
        guests.append(_guest(number, role, home[number // len(TEN) % groups], secret))
    held = {one.org for one in guests if one.role == "liaison"}
    return {"guests": [asdict(one) for one in guests], "units": sorted(held)}


def _org(kind: OrgKind, name: str) -> Org:
    return Org.objects.create(name=name, short_name=name, kind=kind, rank_order=50)


def _guest(number: int, role: str, org: Org, secret: str) -> Guest:
    person = Person.objects.create(name=f"演练{number:03d}", org=org, post_name=role)
    if role != "reader":
        RoleHolding.objects.create(person=person, role=role, org=org)
    account = Account.objects.create(
        username=f"u{number:03d}",
        password=secret,
        person=person,
        must_change_password=False,
        password_changed_at=timezone.now(),
    )
    return Guest(account.username, role, org.pk, _session(account))


def _session(account: Account) -> str:
    """早上已经登录好的。"""
    store = SessionStore()
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store.save()
    return str(store.session_key)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(fill(int(sys.argv[1]))))
