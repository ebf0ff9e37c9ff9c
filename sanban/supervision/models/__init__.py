"""督办的表。"""

from sanban.supervision.models.campaign import (
    Campaign,
    CampaignEntry,
)
from sanban.supervision.models.checking import (
    FollowUpCheck,
    Pressing,
    SideRequest,
    SiteCheck,
    Verification,
)
from sanban.supervision.models.codes import (
    OPEN_STATES,
    BlockageKind,
    Cycle,
    EntryState,
    FeedbackState,
    FollowUpResult,
    ItemState,
    Method,
    Outcome,
    RequestKind,
    Rung,
    Source,
    Span,
    Verdict,
)
from sanban.supervision.models.handling import (
    Feedback,
    Handler,
    Milestone,
    ReportDue,
    Subtask,
)
from sanban.supervision.models.item import (
    NEVER,
    LedgerFilter,
    SupervisedItem,
    lit,
    offices_of,
)
from sanban.supervision.models.people_voice import (
    Blockage,
    Voice,
)
from sanban.supervision.models.plans import (
    ImportRun,
    PlanEntry,
    SavedView,
    WorkPlan,
)

__all__ = [
    "NEVER",
    "OPEN_STATES",
    "Blockage",
    "BlockageKind",
    "Campaign",
    "CampaignEntry",
    "Cycle",
    "EntryState",
    "Feedback",
    "FeedbackState",
    "FollowUpCheck",
    "FollowUpResult",
    "Handler",
    "ImportRun",
    "ItemState",
    "LedgerFilter",
    "Method",
    "Milestone",
    "Outcome",
    "PlanEntry",
    "Pressing",
    "ReportDue",
    "RequestKind",
    "Rung",
    "SavedView",
    "SideRequest",
    "SiteCheck",
    "Source",
    "Span",
    "Subtask",
    "SupervisedItem",
    "Verdict",
    "Verification",
    "Voice",
    "WorkPlan",
    "lit",
    "offices_of",
]
