"""不经登录页就登录好的人，给在自己的进程里跑的帮手用；先 `django.setup()` 再引用。"""

from datetime import UTC, datetime

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from sanban.core.sessions import SessionStore
from sanban.people.models import Account, Person, RoleHolding

BACKEND = "sanban.people.backends.AccountBackend"


def appointed(org, name, role):
    """任着一个角色的人；已经有的不再添。"""
    person, _ = Person.objects.get_or_create(name=name, org=org, defaults={"post_name": name})
    RoleHolding.objects.get_or_create(person=person, role=role, org=org)
    return person


def session_of(person, username="clerk"):
    """这个人登录好的会话号；没有账号的开一个，密码进不来。"""
    values = {
        "person": person, "password": "!", "password_changed_at": datetime.now(UTC),
        "must_change_password": False,
    }  # fmt: skip
    account, _ = Account.objects.get_or_create(username=username, defaults=values)
    store = SessionStore()
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = BACKEND
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store.save()
    return store.session_key
