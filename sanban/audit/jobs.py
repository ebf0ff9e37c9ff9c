"""审计的定时工作。"""

from datetime import datetime

from sanban.audit import services
from sanban.core.jobs import job


@job
def seal(now: str) -> str:
    """封存审计记录。"""
    block = services.seal(now=datetime.fromisoformat(now))
    return f"封存 {block.rows} 行" if block else "没有新记录"
