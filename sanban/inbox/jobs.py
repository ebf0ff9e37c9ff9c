"""消息的定时工作：往外送提醒、清扫送过的。"""

from datetime import datetime

from sanban.core.jobs import job
from sanban.inbox import services


@job
def forward(now: str) -> str:
    """往系统外送提醒。"""
    sent = services.forward(now=datetime.fromisoformat(now))
    if not (sent.done or sent.put_off or sent.skipped):
        return "没有要送的"
    return f"送到 {sent.done} 条，没送成 {sent.put_off} 条，不必送 {sent.skipped} 条"


@job
def prune(now: str) -> str:
    """清去六十天前送过的。"""
    return f"清去 {services.prune_deliveries(now=datetime.fromisoformat(now))} 条"
