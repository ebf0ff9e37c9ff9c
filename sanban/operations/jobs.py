"""运维的钟点工作。"""

from datetime import datetime

from sanban.core.jobs import LONG, job
from sanban.operations.services import figures, troubles, verifying


@job(lane=LONG, hours=12)
def inspect(now: str) -> str:
    """每晚查验一遍，结果留在 `IntegrityCheck`；只报不改。"""
    found = verifying.check_all(now=datetime.fromisoformat(now))
    first = f"：{found.faults[0]}" if found.faults else ""
    return f"文件 {found.files} 份，{found}{first}"


@job
def look(now: str) -> str:
    """看一遍有没有不对头的，有就告诉系统管理员。"""
    moment = datetime.fromisoformat(now)
    found = troubles.find(figures.gather())
    told = troubles.note(found, now=moment)
    return f"{len(found)} 处不对头，告诉 {told} 条" if found else "都好"
