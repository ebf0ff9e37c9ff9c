"""事项的全部动作：改事项的表，只从这里走。"""

from sanban.matters.services.batch import Outcome, batch_do, batch_preview
from sanban.matters.services.flow import Opening, enter, move, set_values, show, start
from sanban.matters.services.moves import (
    add_sign,
    direct_send,
    earlier_stages,
    has_role,
    refer,
    reply,
    send_back,
    terminate,
)
from sanban.matters.services.options import Options, options_for
from sanban.matters.services.pressing import acknowledge, delegate, hand_over, remind, retire
from sanban.matters.services.reading import chase, circulate, read, withdraw_circulation
from sanban.matters.services.trail import Asked, Entry, locked, running, write
from sanban.matters.services.withdrawing import last_undoable, withdraw, withdraw_opinion

__all__ = [
    "Asked",
    "Entry",
    "Opening",
    "Options",
    "Outcome",
    "acknowledge",
    "add_sign",
    "batch_do",
    "batch_preview",
    "chase",
    "circulate",
    "delegate",
    "direct_send",
    "earlier_stages",
    "enter",
    "hand_over",
    "has_role",
    "last_undoable",
    "locked",
    "move",
    "options_for",
    "read",
    "refer",
    "remind",
    "reply",
    "retire",
    "running",
    "send_back",
    "set_values",
    "show",
    "start",
    "terminate",
    "withdraw",
    "withdraw_circulation",
    "withdraw_opinion",
    "write",
]
