"""运维的表。"""

from sanban.operations.models.backup import Backup, BackupQuerySet, BackupState

__all__ = ["Backup", "BackupQuerySet", "BackupState"]
