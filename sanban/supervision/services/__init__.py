"""督办的全部动作：改督办的表，只从这里走。"""

from sanban.matters import kinds as _kinds
from sanban.supervision import kinds as _folder
from sanban.supervision.services.acknowledging import (
    acknowledge,
    acknowledge_due,
    handler_of,
    objection_due,
)
from sanban.supervision.services.actors import (
    check_office,
    check_unit,
    check_unit_leader,
    is_director,
    is_office,
    unit_leaders,
)
from sanban.supervision.services.assigning import current_orgs, planned_orgs, serial_of
from sanban.supervision.services.attempt import ItemExtra
from sanban.supervision.services.closing import wake_follow_up
from sanban.supervision.services.dates import Almanac, almanac, closing, report_days
from sanban.supervision.services.forms import ItemForm, check_form, qualities_of
from sanban.supervision.services.initiating import change, form_of, initiate
from sanban.supervision.services.moving import (
    direct_send,
    look_back,
    move,
    send_back,
    terminate,
    withdraw,
)
from sanban.supervision.services.notices import notice_pdf
from sanban.supervision.services.reassigning import orgs_gone, reassign, why_gone
from sanban.supervision.services.rules import RULES, Rules, current_rules, set_rules
from sanban.supervision.services.syncing import check_handling, locked_item, of_matter, sync
from sanban.supervision.services.verifying import Finding, verify

_kinds.walk(_folder)

__all__ = [
    "RULES",
    "Almanac",
    "Finding",
    "ItemExtra",
    "ItemForm",
    "Rules",
    "acknowledge",
    "acknowledge_due",
    "almanac",
    "change",
    "check_form",
    "check_handling",
    "check_office",
    "check_unit",
    "check_unit_leader",
    "closing",
    "current_orgs",
    "current_rules",
    "direct_send",
    "form_of",
    "handler_of",
    "initiate",
    "is_director",
    "is_office",
    "locked_item",
    "look_back",
    "move",
    "notice_pdf",
    "objection_due",
    "of_matter",
    "orgs_gone",
    "planned_orgs",
    "qualities_of",
    "reassign",
    "report_days",
    "send_back",
    "serial_of",
    "set_rules",
    "sync",
    "terminate",
    "unit_leaders",
    "verify",
    "wake_follow_up",
    "why_gone",
    "withdraw",
]
