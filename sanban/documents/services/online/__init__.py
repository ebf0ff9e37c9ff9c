"""在线编辑：凭证、锁、取稿和存稿；网页那一层只管说 WebDAV 的话。"""

from sanban.documents.services.online.locking import (
    Unlocked,
    lock,
    may_unlock,
    refresh,
    unlock,
    unlock_for,
)
from sanban.documents.services.online.serving import (
    FILE_NAME,
    Served,
    etag_of,
    fetch,
    save,
    served,
)
from sanban.documents.services.online.tokens import (
    GONE,
    enter,
    is_away,
    known,
    open_token,
    revoke,
)

__all__ = [
    "FILE_NAME",
    "GONE",
    "Served",
    "Unlocked",
    "enter",
    "etag_of",
    "fetch",
    "is_away",
    "known",
    "lock",
    "may_unlock",
    "open_token",
    "refresh",
    "revoke",
    "save",
    "served",
    "unlock",
    "unlock_for",
]
