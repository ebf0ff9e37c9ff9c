"""督办用的几张代号表：来源、状态、反馈周期、申请、催办、核查、回头看（domain.md §4.2–4.4）。"""

from django.db import models


class Source(models.TextChoices):
    """督办事项来源（domain.md §4.2 的十类）。"""

    SUPERIOR = "A", "上级部署"
    INSTRUCTION = "B", "领导批示"
    MEETING = "C", "会议议定"
    KEY_TASK = "D", "重点工作"
    PROJECT = "E", "重点项目"
    PROPOSAL = "F", "建议提案"
    PUBLIC = "G", "群众诉求"
    ORAL = "H", "口头交办"
    RECTIFICATION = "I", "整改事项"
    DOCUMENT = "J", "文件落实"


class ItemState(models.TextChoices):
    """督办事项的状态；由事项的环节和各项申请得出，只由服务改。"""

    PROPOSED = "proposed", "待立项"
    APPROVED = "approved", "待交办"
    HANDLING = "handling", "办理中"
    SUSPENDED = "suspended", "中止"
    VERIFYING = "verifying", "核查中"
    CLOSED = "closed", "已销号"
    DECLINED = "declined", "不予立项"
    STOPPED = "stopped", "终止"
    MERGED = "merged", "并案"


OPEN_STATES = (
    ItemState.PROPOSED,
    ItemState.APPROVED,
    ItemState.HANDLING,
    ItemState.SUSPENDED,
    ItemState.VERIFYING,
)
"""在办的；其余是了结的。"""


class Cycle(models.TextChoices):
    """反馈周期；空着的只在办结时报一次。"""

    NONE = "", "办结时报"
    WEEKLY = "weekly", "每周"
    MONTHLY = "monthly", "每月 25 日"
    QUARTERLY = "quarterly", "每季"


class FeedbackState(models.TextChoices):
    """一次反馈到哪一步：单位领导没审核的还不算报出。"""

    PENDING = "pending", "待本单位领导审核"
    ACCEPTED = "accepted", "已报出"
    RETURNED = "returned", "退回补报"


class RequestKind(models.TextChoices):
    """承办单位或督查室提出、要人裁定的事。"""

    OBJECTION = "objection", "异议"
    EXTENSION = "extension", "延期"
    COORDINATION = "coordination", "协调"
    SUSPENSION = "suspension", "中止"
    PHASE = "phase", "阶段办结"


class Outcome(models.TextChoices):
    """裁定；空着的还没有裁定。"""

    PENDING = "", "待裁定"
    GRANTED = "granted", "同意"
    REFUSED = "refused", "不同意"
    WITHDRAWN = "withdrawn", "撤回"


class Rung(models.TextChoices):
    """催办的一级（domain.md §4.3）：由轻到重。"""

    MESSAGE = "message", "消息提醒"
    PHONE = "phone", "电话催办"
    SLIP = "slip", "催办单"
    SITE = "site", "实地催办"
    REPORT = "report", "督查专报"


class Method(models.TextChoices):
    """核查的办法。"""

    PAPERS = "papers", "查阅资料"
    SITE = "site", "实地核查"
    THIRD_PARTY = "third_party", "第三方核查"
    PEOPLE = "people", "听取群众意见"


class FollowUpResult(models.TextChoices):
    """回头看的结果；空着的还没看。"""

    WAITING = "", "待回头看"
    HELD = "held", "已巩固"
    REBOUNDED = "rebounded", "反弹"


class Verdict(models.TextChoices):
    """专班回头看，一件旧事项落实得怎样。"""

    WAITING = "", "待核实"
    LANDED = "landed", "已落实"
    PARTLY = "partly", "部分落实"
    NOT_LANDED = "not_landed", "没有落实"


class BlockageKind(models.TextChoices):
    """堵点、难点、痛点。"""

    BLOCKED = "blocked", "堵点"
    HARD = "hard", "难点"
    PAINFUL = "painful", "痛点"


class Span(models.TextChoices):
    """计划管多长。"""

    WEEK = "week", "周计划"
    QUARTER = "quarter", "季度工作清单"
    YEAR = "year", "年度重点工作"


class EntryState(models.TextChoices):
    """计划里一条的状态。"""

    OPEN = "open", "在办"
    DONE = "done", "已销号"
    CARRIED = "carried", "转下期"
    DROPPED = "dropped", "不再办"
