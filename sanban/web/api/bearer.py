"""请求头里的凭证：接口各路由的门；认人、限次数在 `door`。"""

from typing import cast

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from sanban.people.models import Person, TokenPurpose
from sanban.web.api.door import enter
from sanban.web.request import Request, check_characters


class Bearer(HttpBearer):
    """请求头里的凭证；认出来的人和登录的一样写在请求上。"""

    def authenticate(self, request: HttpRequest, token: str) -> Person | None:
        """认人。"""
        person = enter(request, token, TokenPurpose.API)
        if person is None:
            return None
        check_characters(request)
        dressed = cast(Request, request)
        dressed.me, dressed.now = person, timezone.now()
        dressed.roles = frozenset(held.role for held in person.holdings.all())
        return person
