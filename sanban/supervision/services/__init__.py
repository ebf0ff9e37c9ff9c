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
from sanban.supervision.services.breaking_down import (
    SubtaskForm,
    add_subtask,
    change_subtask,
    move_subtask,
    remove_subtask,
    report_subtask,
)
from sanban.supervision.services.burden import Asked, asked_of, burden_words, same_kind
from sanban.supervision.services.closing import wake_follow_up
from sanban.supervision.services.consenting import consent, take_back
from sanban.supervision.services.dates import Almanac, almanac, closing, report_days
from sanban.supervision.services.forms import ItemForm, check_form, qualities_of
from sanban.supervision.services.initiating import change, form_of, initiate
from sanban.supervision.services.merging import merge_items
from sanban.supervision.services.milestones import (
    add_milestone,
    change_milestone,
    mark_done,
    mark_undone,
)
from sanban.supervision.services.moving import look_back, move
from sanban.supervision.services.notices import notice_pdf
from sanban.supervision.services.papers import paper_number, paper_pdf
from sanban.supervision.services.photos import check_upload
from sanban.supervision.services.pressing import days_late, press, press_many
from sanban.supervision.services.reassigning import orgs_gone, reassign, why_gone
from sanban.supervision.services.registers import (
    BlockageForm,
    SiteCheckForm,
    VoiceForm,
    add_blockage,
    add_site_check,
    add_voice,
    link_blockage,
    personal_in,
    solve_blockage,
)
from sanban.supervision.services.reporting import (
    FeedbackForm,
    approve_feedback,
    feedback,
    return_feedback,
)
from sanban.supervision.services.requests import Wish, ask, warning_of
from sanban.supervision.services.rules import (
    RULES,
    Rules,
    current_rules,
    directs_supervision,
    set_rules,
)
from sanban.supervision.services.ruling import resume, resume_day, rule, settle_coordination
from sanban.supervision.services.subtask_tree import Tree, tree_of
from sanban.supervision.services.syncing import check_handling, locked_item, of_matter, sync
from sanban.supervision.services.universal import direct_send, send_back, terminate, withdraw
from sanban.supervision.services.verifying import Finding, verify

_kinds.walk(_folder)

__all__ = [
    "RULES",
    "Almanac",
    "Asked",
    "BlockageForm",
    "FeedbackForm",
    "Finding",
    "ItemExtra",
    "ItemForm",
    "Rules",
    "SiteCheckForm",
    "SubtaskForm",
    "Tree",
    "VoiceForm",
    "Wish",
    "acknowledge",
    "acknowledge_due",
    "add_blockage",
    "add_milestone",
    "add_site_check",
    "add_subtask",
    "add_voice",
    "almanac",
    "approve_feedback",
    "ask",
    "asked_of",
    "burden_words",
    "change",
    "change_milestone",
    "change_subtask",
    "check_form",
    "check_handling",
    "check_office",
    "check_unit",
    "check_unit_leader",
    "check_upload",
    "closing",
    "consent",
    "current_orgs",
    "current_rules",
    "days_late",
    "direct_send",
    "directs_supervision",
    "feedback",
    "form_of",
    "handler_of",
    "initiate",
    "is_director",
    "is_office",
    "link_blockage",
    "locked_item",
    "look_back",
    "mark_done",
    "mark_undone",
    "merge_items",
    "move",
    "move_subtask",
    "notice_pdf",
    "objection_due",
    "of_matter",
    "orgs_gone",
    "paper_number",
    "paper_pdf",
    "personal_in",
    "planned_orgs",
    "press",
    "press_many",
    "qualities_of",
    "reassign",
    "remove_subtask",
    "report_days",
    "report_subtask",
    "resume",
    "resume_day",
    "return_feedback",
    "rule",
    "same_kind",
    "send_back",
    "serial_of",
    "set_rules",
    "settle_coordination",
    "solve_blockage",
    "sync",
    "take_back",
    "terminate",
    "tree_of",
    "unit_leaders",
    "verify",
    "wake_follow_up",
    "warning_of",
    "why_gone",
    "withdraw",
]
