"""发文的审核、会签、签发、编号、用印、印制、核发、登记：改这几张表，只从这里走。"""

from sanban.documents.services.frozen import FREE, MINOR, SUBSTANTIVE, guard_change, is_frozen
from sanban.documents.services.issuing.attempt import Extra, newest_of, of_matter
from sanban.documents.services.issuing.burden import Count, count_of
from sanban.documents.services.issuing.checklist import (
    ASSESSMENTS,
    CHECKLIST,
    Item,
    assessments_for,
    items_for,
)
from sanban.documents.services.issuing.clearing import open_points
from sanban.documents.services.issuing.consulting import refusals, settle
from sanban.documents.services.issuing.dispatching import dispatch
from sanban.documents.services.issuing.figures import Figures, StageTime, figures
from sanban.documents.services.issuing.forcing import (
    Consequences,
    ForceOrder,
    change_force,
    consequences,
)
from sanban.documents.services.issuing.machine import machine_checks
from sanban.documents.services.issuing.mending import correct_dispatched
from sanban.documents.services.issuing.moving import move, withdraw
from sanban.documents.services.issuing.numbering import next_number, void_number
from sanban.documents.services.issuing.printing import finals_of, make_finals, verify_finals
from sanban.documents.services.issuing.rechecking import check_unaltered, read_file, verify_final
from sanban.documents.services.issuing.reviewing import Result, Row, assess, review, rows_of
from sanban.documents.services.issuing.routing import MachineResult
from sanban.documents.services.issuing.sealing import (
    SealOrder,
    organs_of,
    seal_check,
    sealed_organs,
    use_seal,
)
from sanban.documents.services.issuing.sheet import draft_sheet, sheet_of
from sanban.documents.services.issuing.signing import (
    outside_issuers,
    signed_people,
    signers_for,
)

__all__ = [
    "ASSESSMENTS",
    "CHECKLIST",
    "FREE",
    "MINOR",
    "SUBSTANTIVE",
    "Consequences",
    "Count",
    "Extra",
    "Figures",
    "ForceOrder",
    "Item",
    "MachineResult",
    "Result",
    "Row",
    "SealOrder",
    "StageTime",
    "assess",
    "assessments_for",
    "change_force",
    "check_unaltered",
    "consequences",
    "correct_dispatched",
    "count_of",
    "dispatch",
    "draft_sheet",
    "figures",
    "finals_of",
    "guard_change",
    "is_frozen",
    "items_for",
    "machine_checks",
    "make_finals",
    "move",
    "newest_of",
    "next_number",
    "of_matter",
    "open_points",
    "organs_of",
    "outside_issuers",
    "read_file",
    "refusals",
    "review",
    "rows_of",
    "seal_check",
    "sealed_organs",
    "settle",
    "sheet_of",
    "signed_people",
    "signers_for",
    "use_seal",
    "verify_final",
    "verify_finals",
    "void_number",
    "withdraw",
]
