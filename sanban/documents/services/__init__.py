"""办文的全部动作：改办文的表，只从这里走。"""

from sanban.documents import kinds as _folder
from sanban.documents.services.attaching import attach
from sanban.documents.services.duplicates import Duplicate, Suspect, find_duplicates
from sanban.documents.services.guards import Upload
from sanban.documents.services.intake import (
    Proposed,
    drop,
    proposals,
    read_intake,
    receive,
)
from sanban.documents.services.register import as_form, change, register, void
from sanban.documents.services.registration import Registration, default_due
from sanban.matters import kinds as _kinds

_kinds.walk(_folder)

__all__ = [
    "Duplicate",
    "Proposed",
    "Registration",
    "Suspect",
    "Upload",
    "as_form",
    "attach",
    "change",
    "default_due",
    "drop",
    "find_duplicates",
    "proposals",
    "read_intake",
    "receive",
    "register",
    "void",
]
