"""密码规矩：四类字符取三类，不与最近五个相同（等保 2.0 身份鉴别）。"""

import re

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError

from sanban.people.models import Account

CLASSES = (r"[a-z]", r"[A-Z]", r"\d", r"[^A-Za-z\d]")
ENOUGH = 3
REMEMBERED = 5


class ThreeClasses:
    """大写、小写、数字、符号四类里至少三类。"""

    def validate(self, password: str, user: Account | None = None) -> None:
        """不够三类就拒绝。

        :raises ValidationError: 不够三类。
        """
        if sum(bool(re.search(one, password)) for one in CLASSES) < ENOUGH:
            raise ValidationError(self.get_help_text(), code="three-classes")

    def get_help_text(self) -> str:
        """给人看的要求。"""
        return "密码要含大写字母、小写字母、数字、符号中的至少三类。"


class NotUsedBefore:
    """不与现在的和最近五个相同。"""

    def validate(self, password: str, user: Account | None = None) -> None:
        """用过就拒绝。

        :raises ValidationError: 用过。
        """
        if user is None or user.pk is None:
            return
        recent = user.old_passwords.order_by("-set_at")[:REMEMBERED]
        used = [user.password, *recent.values_list("digest", flat=True)]
        if any(check_password(password, digest) for digest in used):
            raise ValidationError(self.get_help_text(), code="used-before")

    def get_help_text(self) -> str:
        """给人看的要求。"""
        return "密码不能与最近用过的五个相同。"
