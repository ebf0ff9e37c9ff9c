"""登录状态：仍存在数据库里，随时收得回；每次请求读一遍，读得省些。"""

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from sanban.core.prepared import Prepared

_KEPT = Prepared(
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now).only(
        "session_data"
    )
)


class SessionStore(DatabaseStore):
    """和 Django 的一样，只是读的那一句不每次重编。"""

    def _get_session_from_db(self) -> Session | None:
        found = _KEPT.first(str(self.session_key), timezone.now())
        if found is None:
            self._session_key = None
        return found
