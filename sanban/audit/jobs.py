"""审计的定时工作。"""

from sanban.audit import services
from sanban.core.clock import shared_now
from sanban.core.jobs import job


@job
def seal(now: str) -> str:
    """封存审计记录。"""
    block = services.seal(now=shared_now())
    return f"封存 {block.rows} 行" if block else "没有新记录"
