"""专班回头看：成批的旧批示，逐件重新核实。"""

from django.db import models

from sanban.people.models import Org, Person
from sanban.supervision.models.codes import Verdict
from sanban.supervision.models.item import SupervisedItem


class Campaign(models.Model):
    """一次专班回头看；全部核实完，出办结情况说明。"""

    org = models.ForeignKey(Org, models.PROTECT, related_name="+")
    name = models.CharField("名称", max_length=100)
    purpose = models.TextField("目的和范围", blank=True)
    head = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="组长")
    since = models.DateField("自", null=True)
    due_on = models.DateField("完成时限", null=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("建立时间")
    closed_at = models.DateTimeField("完成时间", null=True)
    statement = models.TextField("完成情况说明", blank=True)

    class Meta:
        db_table = "supervision_campaign"
        verbose_name = "专班"

    def __str__(self) -> str:
        return self.name


class CampaignEntry(models.Model):
    """专班里的一件旧事项，和重新核实的结论。"""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="entries")
    item = models.ForeignKey(SupervisedItem, models.PROTECT, related_name="campaign_entries")
    position = models.PositiveIntegerField("序号")
    verdict = models.CharField("结论", max_length=12, choices=Verdict.choices, blank=True)
    evidence = models.TextField("核实情况", blank=True)
    verified_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    verified_at = models.DateTimeField("核实时间", null=True)

    class Meta:
        db_table = "supervision_campaign_entry"
        constraints = [
            models.UniqueConstraint(fields=["campaign", "item"], name="in_campaign_once"),
        ]
        indexes = [models.Index(fields=["campaign", "position"], name="campaign_in_order")]

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.position}"
