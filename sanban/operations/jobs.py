"""运维的钟点工作。"""

from datetime import datetime

from sanban.core.jobs import LONG, job
from sanban.operations.models import Backup
from sanban.operations.services import backups, figures, troubles, verifying


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


@job(lane=LONG, hours=12)
def back_up(now: str) -> str:
    """每夜做一份备份，再照规则删去多余的。"""
    moment = datetime.fromisoformat(now)
    made = backups.back_up(None, passphrase=backups.passphrase_of(None), now=moment)
    gone = backups.prune()
    lacks = f"，缺 {len(made.missing)} 份文件" if made.missing else ""
    return f"{made.row_count} 行、{made.file_count} 份文件{lacks}；照规则删去 {gone} 份旧的"


@job(lane=LONG, hours=12)
def make_backup(pk: int, now: str) -> str:
    """做管理员要的一份备份。"""
    row = Backup.objects.under_way().filter(pk=pk).first()
    if row is None:
        return "不必再做"
    secret = backups.passphrase_of(None)
    made = backups.carry_out(row, passphrase=secret, now=datetime.fromisoformat(now))
    backups.prune()
    return f"{made.row_count} 行、{made.file_count} 份文件"


@job(lane=LONG, hours=12)
def prove_backup(now: str) -> str:
    """七天没有试恢复过的，把最近一份备份真的恢复一遍。"""
    moment = datetime.fromisoformat(now)
    row = backups.due_for_proof(now=moment)
    if row is None:
        return "不必试"
    proof = backups.prove_one(row, now=moment)
    backups.tell(now=moment)
    return proof.note


@job
def watch_backups(now: str) -> str:
    """备份有不放心的，告诉系统管理员。"""
    sent = backups.tell(now=datetime.fromisoformat(now))
    return f"告诉 {sent} 条" if sent else "都好"
