"""发文的审核、会签、签发、编号、用印、印制、核发、登记：改这几张表，只从这里走。"""

from sanban.documents.services.frozen import FREE, MINOR, SUBSTANTIVE, guard_change, is_frozen
from sanban.documents.services.issuing.attempt import Extra, newest_of, of_matter
from sanban.documents.services.issuing.consulting import refusals, settle
from sanban.documents.services.issuing.moving import move, withdraw
from sanban.documents.services.issuing.numbering import next_number, void_number
from sanban.documents.services.issuing.rechecking import read_file, verify_final
from sanban.documents.services.issuing.signing import (
    outside_issuers,
    signed_people,
    signers_for,
)

__all__ = [
    "FREE",
    "MINOR",
    "SUBSTANTIVE",
    "Extra",
    "guard_change",
    "is_frozen",
    "move",
    "newest_of",
    "next_number",
    "of_matter",
    "outside_issuers",
    "read_file",
    "refusals",
    "settle",
    "signed_people",
    "signers_for",
    "verify_final",
    "void_number",
    "withdraw",
]
