"""文件的钟点工作：清扫。"""

from datetime import datetime

from sanban.core.jobs import job
from sanban.files import services


@job
def sweep(now: str) -> str:
    """收走没有主的文件；缺了的报给管理员。"""
    swept = services.sweep(now=datetime.fromisoformat(now))
    missing = f"，有 {len(swept.missing)} 份在盘上缺失，请查验" if swept.missing else ""
    return f"收走 {swept.removed} 份{missing}"


@job
def verify(now: str) -> str:
    """逐份重算摘要，与存入时比；只报不改。"""
    faults = services.verify()
    return f"{len(faults)} 份不符：{faults[0]}" if faults else "全部相符"
