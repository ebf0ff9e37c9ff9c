"""材料征集：约稿、供稿、评定、并入稿子。"""

from sanban.documents.services.materials.calling import (
    CALLERS,
    CallForm,
    burden,
    call,
    call_more,
    may_manage,
    remind_late,
    remind_part,
    withdraw_call,
    withdraw_part,
)
from sanban.documents.services.materials.grading import grade
from sanban.documents.services.materials.merging import Origin, attach, merge, origins
from sanban.documents.services.materials.supplying import Supply, check_length, supply, take_back
from sanban.documents.services.materials.text import Piece, body_of, characters, pieces_of

__all__ = [
    "CALLERS",
    "CallForm",
    "Origin",
    "Piece",
    "Supply",
    "attach",
    "body_of",
    "burden",
    "call",
    "call_more",
    "characters",
    "check_length",
    "grade",
    "may_manage",
    "merge",
    "origins",
    "pieces_of",
    "remind_late",
    "remind_part",
    "supply",
    "take_back",
    "withdraw_call",
    "withdraw_part",
]
