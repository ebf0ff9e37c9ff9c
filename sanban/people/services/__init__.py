"""机构人员的变动：改这个室的表，只从这里走。"""

from sanban.people.services.accounts import (
    change_password,
    note_sign_in,
    note_sign_out,
    open_account,
    reset_password,
    set_enabled,
    set_large_type,
    unlock,
)
from sanban.people.services.persons import deactivate

__all__ = [
    "change_password",
    "deactivate",
    "note_sign_in",
    "note_sign_out",
    "open_account",
    "reset_password",
    "set_enabled",
    "set_large_type",
    "unlock",
]
