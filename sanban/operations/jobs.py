"""运维的钟点工作。"""

from datetime import datetime

from sanban.core.jobs import LONG, job
from sanban.operations.services import verifying


@job(lane=LONG, hours=12)
def inspect(now: str) -> str:
    """每晚查验一遍，结果留在 `IntegrityCheck`；只报不改。"""
    found = verifying.check_all(now=datetime.fromisoformat(now))
    first = f"：{found.faults[0]}" if found.faults else ""
    return f"文件 {found.files} 份，{found}{first}"
