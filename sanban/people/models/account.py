"""委托、账号、用过的密码。"""

from datetime import date
from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from sanban.core.prepared import Prepared
from sanban.people.models.office import Person, RoleHolding


class DelegationQuerySet(models.QuerySet["Delegation"]):
    """查委托。"""

    def in_force(self, day: date) -> Self:
        """这天有效的。"""
        return self.filter(since__lte=day, until__gte=day, cancelled_at=None)


class Delegation(models.Model):
    """委托：一段日子里，某人的待办由另一人代办。"""

    person = models.ForeignKey(Person, models.PROTECT, related_name="delegations")
    deputy = models.ForeignKey(Person, models.PROTECT, related_name="deputised")
    since = models.DateField("自")
    until = models.DateField("至")
    reason = models.CharField("事由", max_length=100, blank=True)
    cancelled_at = models.DateTimeField("取消时间", null=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        db_table = "people_delegation"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("since")), name="delegation_ends_later"
            ),
            models.CheckConstraint(
                condition=~models.Q(person=models.F("deputy")), name="delegation_to_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}→{self.deputy_id}"


class AccountManager(BaseUserManager["Account"]):
    """按用户名取账号。"""

    def get_by_natural_key(self, username: str | None) -> "Account":
        """登录时取账号，连人一起取。"""
        return self.select_related("person__org", "person__office_section").get(username=username)

    def entering(self, pk: int) -> "Account | None":
        """进门的账号，连人、单位、科室、角色；停用的、人不在岗的没有。"""
        found = _ENTERING.first(pk)
        if found is not None:
            found.person.know(_HELD.rows(found.person_id))
        return found


class Account(AbstractBaseUser):
    """账号：一人一个。"""

    username = models.CharField("用户名", max_length=40, unique=True)
    person = models.OneToOneField(Person, models.PROTECT, related_name="account")
    is_active = models.BooleanField("启用", default=True)
    must_change_password = models.BooleanField("须改密码", default=True)
    password_changed_at = models.DateTimeField("改密时间", null=True)
    is_large_type = models.BooleanField("大字", default=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = AccountManager()

    class Meta:
        db_table = "people_account"

    def __str__(self) -> str:
        return self.username

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """不用框架的权限表。"""
        return False


_ENTERING = Prepared(
    lambda pk: Account.objects.select_related("person__org", "person__office_section").filter(
        is_active=True, person__is_active=True, pk=pk
    )
)
_HELD = Prepared(lambda person: RoleHolding.objects.filter(person=person))


class OldPassword(models.Model):
    """用过的密码（散列），新密码不得与最近五个相同。"""

    account = models.ForeignKey(Account, models.CASCADE, related_name="old_passwords")
    digest = models.CharField("散列", max_length=128)
    set_at = models.DateTimeField("启用时间")

    class Meta:
        db_table = "people_old_password"

    def __str__(self) -> str:
        return f"{self.account_id} {self.set_at}"
