"""时刻表：什么工作多久办一次，一张表。"""

from datetime import time

from sanban.audit import jobs as audit
from sanban.core import upkeep
from sanban.core.jobs import Entry
from sanban.documents import jobs as documents
from sanban.files import jobs as files
from sanban.inbox import jobs as inbox
from sanban.matters import jobs as matters
from sanban.operations import jobs as operations
from sanban.people import jobs as people
from sanban.supervision import jobs as supervision

EARLY, NIGHT, DAWN, DUSK = time(0, 5), time(2), time(2, 30), time(18)
SMALL, LATER, MORNING = time(1), time(3, 30), time(6, 30)

# fmt: off
ENTRIES = (
    #     代号                 名称              工作                           多久一次
    Entry("audit.seal",        "封存审计记录",   audit.seal,                    minutes=1),
    Entry("matters.due",       "临期和逾期提醒", matters.remind_due,            minutes=30),
    Entry("matters.silent",    "没签收的提醒",   matters.remind_unacknowledged, minutes=60),
    Entry("documents.silent",  "没签收的单位",   documents.remind_unreceived,   minutes=60),
    Entry("documents.previews", "收走旧预览",    documents.sweep_previews,      clock_time=DAWN),
    Entry("matters.index",     "补编搜索",       matters.index,                 minutes=1),
    Entry("matters.leftovers", "事不隔夜",       matters.list_leftovers,        clock_time=DUSK),
    Entry("people.posts",      "任免生效",       people.follow_posts,           clock_time=EARLY),
    Entry("matters.deputies",  "委托生效",       matters.begin_delegations,     clock_time=EARLY),
    Entry("supervision.chase", "催办阶梯",       supervision.chase,             clock_time=MORNING),
    Entry("supervision.reports", "该报的提醒",   supervision.remind_reports,    clock_time=MORNING),
    Entry("supervision.rulings", "该裁定的提醒", supervision.remind_rulings,    clock_time=MORNING),
    Entry("supervision.looks", "回头看到期",     supervision.wake_follow_ups,   clock_time=MORNING),
    Entry("files.sweep",       "清扫文件",       files.sweep,    clock_time=NIGHT, on_start=True),
    Entry("files.retry",       "补转页面图",     files.retry,    minutes=10,         on_start=True),
    Entry("operations.inspect", "查验文件和审计", operations.inspect,           clock_time=DAWN),
    Entry("operations.backup", "做备份",         operations.back_up,            clock_time=SMALL),
    Entry("operations.prove",  "试恢复备份",     operations.prove_backup,       clock_time=LATER),
    Entry("operations.backups", "看备份",        operations.watch_backups,      clock_time=MORNING),
    Entry("inbox.forward",     "往外送提醒",     inbox.forward,                 minutes=1),
    Entry("inbox.prune",       "清扫送过的提醒", inbox.prune,                   clock_time=DAWN),
    Entry("operations.look",   "看有没有毛病",   operations.look,               minutes=10),
    Entry("core.sessions",     "清理登录",       upkeep.clear_sessions,         clock_time=DAWN),
    Entry("core.jobs",         "清理后台工作",   upkeep.prune_jobs,             clock_time=DAWN),
)
# fmt: on
