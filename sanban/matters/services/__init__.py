"""事项的全部动作：改事项的表，只从这里走。"""

from sanban.matters.services.amending import Amendment, amend, close_past, hide, void
from sanban.matters.services.attaching import add_checked, add_file, attach, retract_with
from sanban.matters.services.batch import Outcome, batch_do, batch_preview
from sanban.matters.services.duties import (
    close,
    give,
    hand_on,
    show,
    show_many,
    sleep,
    wake,
)
from sanban.matters.services.file_words import keep_text
from sanban.matters.services.first_phrases import load_phrases
from sanban.matters.services.flow import Opening, move, set_values, start
from sanban.matters.services.indexing import gather, index_waiting, refresh
from sanban.matters.services.many import Landing, land_many, start_many, write_many
from sanban.matters.services.moves import (
    add_signer,
    direct_send,
    earlier_stages,
    refer,
    reply,
    send_back,
    terminate,
)
from sanban.matters.services.options import Options, options_for
from sanban.matters.services.past import Past, past_of
from sanban.matters.services.phrases import (
    add_phrase,
    keeps_public,
    remove_phrase,
    reorder_phrases,
)
from sanban.matters.services.pressing import acknowledge, delegate, hand_over, remind, retire
from sanban.matters.services.reading import chase, circulate, read, withdraw_circulation
from sanban.matters.services.sight import sight_of
from sanban.matters.services.trail import Asked, Entry, has_role, locked, running, write
from sanban.matters.services.withdrawing import last_undoable, withdraw, withdraw_opinion

__all__ = [
    "Amendment",
    "Asked",
    "Entry",
    "Landing",
    "Opening",
    "Options",
    "Outcome",
    "Past",
    "acknowledge",
    "add_checked",
    "add_file",
    "add_phrase",
    "add_signer",
    "amend",
    "attach",
    "batch_do",
    "batch_preview",
    "chase",
    "circulate",
    "close",
    "close_past",
    "delegate",
    "direct_send",
    "earlier_stages",
    "gather",
    "give",
    "hand_on",
    "hand_over",
    "has_role",
    "hide",
    "index_waiting",
    "keep_text",
    "keeps_public",
    "land_many",
    "last_undoable",
    "load_phrases",
    "locked",
    "move",
    "options_for",
    "past_of",
    "read",
    "refer",
    "refresh",
    "remind",
    "remove_phrase",
    "reorder_phrases",
    "reply",
    "retire",
    "retract_with",
    "running",
    "send_back",
    "set_values",
    "show",
    "show_many",
    "sight_of",
    "sleep",
    "start",
    "start_many",
    "terminate",
    "void",
    "wake",
    "withdraw",
    "withdraw_circulation",
    "withdraw_opinion",
    "write",
    "write_many",
]
