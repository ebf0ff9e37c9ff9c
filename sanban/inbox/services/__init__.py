"""消息：系统内发、读；往系统外送提醒。"""

from sanban.inbox.services.channels import (
    HOLES,
    SCHEMES,
    add_channel,
    change_channel,
    is_personal,
    remove_channel,
    remove_contact,
    retry,
    scheme_of,
    set_channel_on,
    set_contact,
    test_channel,
)
from sanban.inbox.services.forwarding import Sent, forward, prune_deliveries
from sanban.inbox.services.messages import Note, mark_read, send, send_many

__all__ = [
    "HOLES",
    "SCHEMES",
    "Note",
    "Sent",
    "add_channel",
    "change_channel",
    "forward",
    "is_personal",
    "mark_read",
    "prune_deliveries",
    "remove_channel",
    "remove_contact",
    "retry",
    "scheme_of",
    "send",
    "send_many",
    "set_channel_on",
    "set_contact",
    "test_channel",
]
