"""备份：做、恢复、试恢复、按规则保留、提醒。"""

from sanban.operations.services.backups.keeping import Rule, chosen, prune, rule, set_rule
from sanban.operations.services.backups.making import Made, Way, make
from sanban.operations.services.backups.proving import Proof, prove
from sanban.operations.services.backups.restoring import Restored, Restoring, look, restore
from sanban.operations.services.backups.running import (
    ask,
    back_up,
    carry_out,
    due_for_proof,
    is_encrypted,
    passphrase_for,
    passphrase_of,
    prove_one,
)
from sanban.operations.services.backups.warning import hints, tell, warnings

__all__ = [
    "Made",
    "Proof",
    "Restored",
    "Restoring",
    "Rule",
    "Way",
    "ask",
    "back_up",
    "carry_out",
    "chosen",
    "due_for_proof",
    "hints",
    "is_encrypted",
    "look",
    "make",
    "passphrase_for",
    "passphrase_of",
    "prove",
    "prove_one",
    "prune",
    "restore",
    "rule",
    "set_rule",
    "tell",
    "warnings",
]
