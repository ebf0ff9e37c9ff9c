"""时刻表：什么工作多久办一次，一张表。"""

from sanban.audit import jobs as audit
from sanban.core.jobs import Entry

# fmt: off
ENTRIES = (
    #      代号           名称            工作         多久一次
    Entry("audit.seal",  "封存审计记录", audit.seal,  minutes=1),
)
# fmt: on
