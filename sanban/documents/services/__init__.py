"""办文的全部动作：改办文的表，只从这里走。"""

from sanban.documents import kinds as _folder
from sanban.documents.services.book import export_xlsx
from sanban.documents.services.book_import import (
    ImportReport,
    apply_import,
    faulty_xlsx,
    plan_import,
    template_xlsx,
)
from sanban.documents.services.correcting import correct, holders, retract
from sanban.documents.services.distributing import (
    Silent,
    answer_copy,
    distribute,
    read_copy,
    receive_copy,
    remind_silent,
    settle_copies,
    silent_orgs,
    withdraw_distribution,
)
from sanban.documents.services.duplicates import Duplicate, find_duplicates
from sanban.documents.services.handling import (
    move,
    reject,
    scan_back,
    set_nature,
    withdraw,
)
from sanban.documents.services.intake import drop, proposed_of, read_intake, receive
from sanban.documents.services.merging import merge
from sanban.documents.services.register import as_form, change, register, void
from sanban.documents.services.registration import Registration, default_due
from sanban.documents.services.sheet import handling_sheet
from sanban.files.services.guards import Upload, check_typed
from sanban.matters import kinds as _kinds
from sanban.matters.services import attach

_kinds.walk(_folder)

__all__ = [
    "Duplicate",
    "ImportReport",
    "Registration",
    "Silent",
    "Upload",
    "answer_copy",
    "apply_import",
    "as_form",
    "attach",
    "change",
    "check_typed",
    "correct",
    "default_due",
    "distribute",
    "drop",
    "export_xlsx",
    "faulty_xlsx",
    "find_duplicates",
    "handling_sheet",
    "holders",
    "merge",
    "move",
    "plan_import",
    "proposed_of",
    "read_copy",
    "read_intake",
    "receive",
    "receive_copy",
    "register",
    "reject",
    "remind_silent",
    "retract",
    "scan_back",
    "set_nature",
    "settle_copies",
    "silent_orgs",
    "template_xlsx",
    "void",
    "withdraw",
    "withdraw_distribution",
]
