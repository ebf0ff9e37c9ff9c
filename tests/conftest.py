"""全部测试共用：固定的班底、干净的数据目录。"""

import atexit
import shutil
import tempfile
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction

from sanban.people.models import Account, OfficeSection, Org, OrgKind, Person, RoleHolding
from sanban.search.engines import engine

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 9, 16, 9, 0, tzinfo=ZONE)
PASSWORD = "Sanban-2026-ok"


def pytest_configure(config):
    _on_disk(settings.DATABASES["default"])
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def _on_disk(database):
    """SQLite 用盘上的库：内存里的库，几条线程同时写会互相报锁，与真的不一样。"""
    if database["ENGINE"].endswith("sqlite3"):
        folder = Path(tempfile.mkdtemp(prefix="sanban-test-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        database.setdefault("TEST", {})["NAME"] = str(folder / "test.sqlite3")


@pytest.fixture(autouse=True)
def _clean(settings, tmp_path):
    settings.DATA = tmp_path
    settings.FILES = tmp_path / "files"
    cache.clear()


@pytest.fixture(autouse=True)
def _clean_index(request):
    """提交了的测试，库由框架清空，索引的表框架不认得，自己清。"""
    yield
    mark = request.node.get_closest_marker("django_db")
    if mark and mark.kwargs.get("transaction"):
        with transaction.atomic():
            engine().clear()


@pytest.fixture
def now():
    return NOW


@dataclass(frozen=True)
class Cast:
    """班底：文书、主任、两位领导、两个单位的联络员、水务局长、档案员、秘书、督查员、外人和三员。"""

    office: Org
    finance: Org
    water: Org
    clerk: Person
    clerk_b: Person
    director: Person
    mayor: Person
    deputy: Person
    finance_liaison: Person
    water_liaison: Person
    archivist: Person
    drafter: Person
    supervisor: Person
    water_principal: Person
    outsider: Person
    sys_admin: Person
    sec_admin: Person
    audit_admin: Person

    @property
    def people(self):
        found = [getattr(self, one.name) for one in fields(self)]
        return [one for one in found if isinstance(one, Person)]


# fmt: off
PEOPLE = (
    # 代号              姓名      单位       职务          排序  角色
    ("clerk",           "林晓燕", "office",  "文书",       50,   ("clerk",)),
    ("clerk_b",         "吴文静", "office",  "文书",       51,   ("clerk",)),
    ("director",        "周明远", "office",  "办公室主任", 20,   ("director",)),
    ("mayor",           "何立新", "office",  "县长",       1,    ("leader",)),
    ("deputy",          "郑国平", "office",  "副县长",     2,    ("leader",)),
    ("finance_liaison", "钱小满", "finance", "办公室主任", 60,   ("liaison",)),
    ("water_liaison",   "江一帆", "water",   "办公室主任", 61,   ("liaison",)),
    ("archivist",       "宋存真", "office",  "档案员",     55,   ("archivist",)),
    ("drafter",         "孙佳",   "office",  "秘书",       52,   ("drafter",)),
    ("supervisor",      "方弦",   "office",  "督查室主任", 53,   ("supervisor",)),
    ("water_principal", "赵学军", "water",   "局长",       30,   ("principal",)),
    ("outsider",        "赵外",   "finance", "科员",       99,   ()),
    ("sys_admin",       "系统员", "office",  "系统管理员", 90,   ("sys_admin",)),
    ("sec_admin",       "安全员", "office",  "安全管理员", 91,   ("sec_admin",)),
    ("audit_admin",     "审计员", "office",  "审计管理员", 92,   ("audit_admin",)),
)
# fmt: on


@pytest.fixture
def cast(db):
    orgs = {
        "office": Org.objects.create(
            name="演示县人民政府办公室",
            short_name="县政府办",
            initials="xzfb",
            kind=OrgKind.GOV,
            rank_order=1,
            telephone="8200",
        ),
        "finance": Org.objects.create(
            name="演示县财政局",
            short_name="县财政局",
            initials="xczj",
            kind=OrgKind.DEPT,
            rank_order=10,
            telephone="8310",
        ),
        "water": Org.objects.create(
            name="演示县水务局",
            short_name="县水务局",
            initials="xswj",
            kind=OrgKind.DEPT,
            rank_order=11,
            telephone="8311",
        ),
    }
    section = OfficeSection.objects.create(org=orgs["office"], name="文书科", rank_order=1)
    people = {}
    for code, name, org, post, rank, roles in PEOPLE:
        person = Person.objects.create(
            name=name,
            org=orgs[org],
            post_name=post,
            rank_order=rank,
            telephone="8000",
            office_section=section if "clerk" in roles else None,
        )
        RoleHolding.objects.bulk_create(
            RoleHolding(person=person, role=role, org=orgs[org]) for role in roles
        )
        people[code] = person
    return Cast(**orgs, **people)


@pytest.fixture
def accounts(cast, now):
    """班底人人有账号，密码相同，不用改密。"""
    made = {}
    for person in cast.people:
        account = Account(
            username=f"user{person.pk}",
            person=person,
            must_change_password=False,
            password_changed_at=datetime.now(ZONE) - timedelta(days=1),
        )
        account.set_password(PASSWORD)
        account.save()
        made[person.pk] = account
    return made


@pytest.fixture
def sign_in(client, accounts):
    """以班底中的某人登录，返回客户端。"""

    def enter(person):
        client.force_login(accounts[person.pk], backend="sanban.people.backends.AccountBackend")
        return client

    return enter
