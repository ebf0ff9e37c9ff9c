"""校对：一条规则一个文件，在原文上找毛病，说清依据，给出改法，不改原文。"""

from sanban.engine.proof.finding import Finding
from sanban.engine.proof.registry import all_rules
from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.proof.running import Settings, check

__all__ = ["Finding", "Hit", "Level", "Rule", "Settings", "Strength", "all_rules", "check"]
