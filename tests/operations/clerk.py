"""运行手册测试的帮手，在自己的进程里跑：`prepare` 备好文书和登录，`numbers` 看收文号。"""

import json
import os
import sys
from datetime import datetime, timezone

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanban.settings")
import django

django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402

from sanban.audit import services as audit  # noqa: E402
from sanban.documents.models import Incoming  # noqa: E402
from sanban.people.models import Account, Org, Person, RoleHolding  # noqa: E402


def prepare():
    """一位文书、一位主任；回文书的登录。"""
    org = Org.objects.get()
    people = {}
    for name, role in (("林晓燕", "clerk"), ("周明远", "director")):
        found = Person.objects.filter(name=name).first()
        people[role] = found or Person.objects.create(name=name, org=org, post_name=name)
        RoleHolding.objects.get_or_create(person=people[role], role=role, org=org)
    changed = datetime.now(timezone.utc)  # noqa: UP017
    values = {"person": people["clerk"], "password": "!", "password_changed_at": changed,
              "must_change_password": False}  # fmt: skip
    account, _ = Account.objects.get_or_create(username="clerk", defaults=values)
    store = SessionStore()
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = "sanban.people.backends.AccountBackend"
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store.save()
    return store.session_key


def numbers():
    """各件的收文号，审计接不接得上。"""
    rows = Incoming.objects.order_by("receipt_no").values_list("receipt_no", "title_key")
    return {"numbers": [one for one, _ in rows], "breaks": list(audit.verify().breaks)}


if __name__ == "__main__":
    sys.stdout.write(json.dumps({"prepare": prepare, "numbers": numbers}[sys.argv[1]]()))
