"""建立办公室：单位、三员和他们的一次性密码。"""

from dataclasses import dataclass

from django.db import transaction

from sanban.audit import services as audit
from sanban.core import services as core
from sanban.core.errors import Refused
from sanban.people.models import Org, OrgKind, Person, RoleCode, RoleHolding
from sanban.people.services.accounts import open_account

# fmt: off
ADMINISTRATORS = (
    #  角色                  姓名
    (RoleCode.SYS_ADMIN,   "系统管理员"),
    (RoleCode.SEC_ADMIN,   "安全管理员"),
    (RoleCode.AUDIT_ADMIN, "审计管理员"),
)
# fmt: on
LAST = 9000


@dataclass(frozen=True, slots=True)
class NewAccount:
    """新开的账号：姓名、用户名、一次性密码（只在这里出现一次）。"""

    name: str
    username: str
    password: str


@transaction.atomic
def found_office(name: str, *, kind: str = OrgKind.GOV) -> list[NewAccount]:
    """建立办公室和三员，返回三个账号。

    :raises Refused: 没写名称，或者已经有办公室。
    """
    title = name.strip()
    if not title:
        raise Refused("请写明办公室的名称。", code="no-name")
    if core.options("office_name"):
        raise Refused("这里已经有办公室了，不再重建；要另建，请换一个数据目录。", code="founded")
    org = Org.objects.create(name=title, short_name=title[:40], kind=kind, rank_order=1)
    core.set_option("office_name", title)
    audit.record("office.found", by=None, target=f"org:{org.pk}", detail=title)
    return [_administrator(org, *row) for row in ADMINISTRATORS]


def _administrator(org: Org, role: str, name: str) -> NewAccount:
    person = Person.objects.create(name=name, org=org, post_name=name, rank_order=LAST)
    RoleHolding.objects.create(person=person, role=role, org=org)
    account, password = open_account(person, username=role, by=None)
    return NewAccount(name, account.username, password)
