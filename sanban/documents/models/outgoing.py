"""发文的表：一份发文、联合发文的机关、机关代字、发文字号。"""

from datetime import datetime
from typing import Self

from django.db import models

from sanban.engine.gongwen.kinds import DOC_KINDS, FORMATS, ORDER_FORMAT
from sanban.files.models import StoredFile
from sanban.matters.models import Matter, Todo, TodoState, Visibility, subjects_of
from sanban.people.models import Org, Person

KIND_CHOICES = [(one.code, one.name) for one in DOC_KINDS.values()]
FORMAT_CHOICES = list(FORMATS.items())


class Publicity(models.TextChoices):
    """公开属性（政府信息公开；国办发〔2016〕80号）。"""

    OPEN = "open", "主动公开"
    ON_REQUEST = "on_request", "依申请公开"
    CLOSED = "closed", "不予公开"


class Force(models.TextChoices):
    """文件的效力（条例第三十三条）：撤销自始无效，废止自废止之日失效。"""

    DRAFT = "draft", "未发"
    IN_FORCE = "in_force", "有效"
    RETRACTED = "retracted", "已撤回"
    REPEALED = "repealed", "已废止"
    REVOKED = "revoked", "已撤销"


class NumberPrefixQuerySet(models.QuerySet["NumberPrefix"]):
    """查机关代字。"""

    def usable(self, org: Org, *, held: int | None = None) -> Self:
        """本机关在用的代字，按次序；`held` 是稿子已经用着的，停用了也在内。"""
        shown = models.Q(is_active=True) | models.Q(pk=held)
        return self.filter(shown, org=org).order_by("position", "id")


class NumberPrefix(models.Model):
    """一个机关代字：一年一个序列（条例第九条；domain.md §1.3）。"""

    org = models.ForeignKey(Org, models.PROTECT, related_name="+", verbose_name="管号的机关")
    issuer = models.CharField("以谁的名义发", max_length=100)
    text = models.CharField("代字", max_length=20)
    label = models.CharField("用途", max_length=60, blank=True)
    format = models.CharField("格式", max_length=12, choices=FORMAT_CHOICES, default="general")
    mark_suffix = models.CharField("标志后面的字", max_length=10, blank=True, default="文件")
    position = models.PositiveIntegerField("次序", default=0)
    is_active = models.BooleanField("在用", default=True)

    objects = NumberPrefixQuerySet.as_manager()

    class Meta:
        db_table = "documents_number_prefix"
        constraints = [
            models.UniqueConstraint(fields=["org", "text"], name="prefix_once"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def series(self) -> str:
        """取号的系列。"""
        return f"outgoing:{self.pk}"


class OutgoingQuerySet(models.QuerySet["Outgoing"]):
    """查发文。"""

    def visible_to(self, person: Person) -> Self:
        """此人看得见的。"""
        shown = Visibility.objects.filter(subject__in=subjects_of(person))
        return self.filter(models.Exists(shown.filter(matter=models.OuterRef("matter_id"))))

    def in_register_order(self) -> Self:
        """登记簿的次序：起草晚的在前。"""
        return self.order_by("-matter_id")


class Outgoing(models.Model):
    """一份发文；发文登记簿的一行（domain.md §1.6 各栏）。"""

    matter = models.OneToOneField(Matter, models.PROTECT, primary_key=True)
    doc_kind = models.CharField("文种", max_length=20, choices=KIND_CHOICES)
    format = models.CharField("格式", max_length=12, choices=FORMAT_CHOICES, default="general")
    direction = models.CharField("行文方向", max_length=4)
    is_numbered = models.BooleanField("编号", default=True)
    is_important = models.BooleanField("重要公文", default=False)
    prefix = models.ForeignKey(NumberPrefix, models.PROTECT, null=True, related_name="+")
    issuer = models.CharField("发文机关", max_length=200)
    main_recipients = models.CharField("主送", max_length=500, blank=True)
    cc_recipients = models.CharField("抄送", max_length=500, blank=True)
    publicity = models.CharField("公开属性", max_length=12, choices=Publicity.choices, blank=True)
    publicity_reason = models.CharField("公开属性的理由", max_length=300, blank=True)
    project_basis = models.CharField("发文立项", max_length=200, blank=True)
    copies = models.PositiveIntegerField("份数", null=True)
    contact = models.CharField("联系人和电话", max_length=100, blank=True)
    answers = models.ForeignKey(
        Matter, models.PROTECT, null=True, related_name="answered_by", verbose_name="答复的来文"
    )
    number = models.OneToOneField(
        "IssuedNumber", models.PROTECT, null=True, related_name="outgoing"
    )
    signed_version = models.ForeignKey("DraftVersion", models.PROTECT, null=True, related_name="+")
    signed_digest = models.CharField("签发稿摘要", max_length=64, blank=True)
    signed_at = models.DateTimeField("签发时间", null=True)
    final_digest = models.CharField("定稿摘要", max_length=64, blank=True)
    printed_at = models.DateTimeField("付印时间", null=True)
    dispatched_at = models.DateTimeField("核发时间", null=True)
    force = models.CharField("效力", max_length=10, choices=Force.choices, default=Force.DRAFT)
    code = models.CharField("稿纸编码", max_length=20, unique=True)

    objects = OutgoingQuerySet.as_manager()

    class Meta:
        db_table = "documents_outgoing"
        indexes = [
            models.Index(fields=["doc_kind", "-matter"], name="outgoing_by_kind"),
            models.Index(fields=["prefix", "-matter"], name="outgoing_by_prefix"),
            models.Index(fields=["dispatched_at"], name="outgoing_by_dispatch"),
        ]

    def __str__(self) -> str:
        return str(self.number) if self.number_id else self.matter.title

    @property
    def goes_up(self) -> bool:
        """是不是上行文。"""
        return self.direction == "上行"


class JointIssuer(models.Model):
    """联合发文的一个机关；主办在前，文号用主办的（条例第九条）。"""

    outgoing = models.ForeignKey(Outgoing, models.PROTECT, related_name="joint_issuers")
    org = models.ForeignKey(Org, models.PROTECT, null=True, related_name="+")
    name = models.CharField("机关名称", max_length=100)
    position = models.PositiveIntegerField("次序")

    class Meta:
        db_table = "documents_joint_issuer"
        constraints = [
            models.UniqueConstraint(fields=["outgoing", "position"], name="joint_place_once"),
        ]

    def __str__(self) -> str:
        return self.name


class IssuedNumberQuerySet(models.QuerySet["IssuedNumber"]):
    """查发文字号。"""

    def of_year(self, prefix: NumberPrefix, year: int) -> Self:
        """一个代字一年的全部号，按号。"""
        return self.filter(prefix=prefix, year=year).order_by("serial")


class IssuedNumber(models.Model):
    """给出的一个发文字号；注销的留着，写明理由，不再给别人。"""

    prefix = models.ForeignKey(NumberPrefix, models.PROTECT, related_name="numbers")
    year = models.PositiveSmallIntegerField("年份")
    serial = models.PositiveIntegerField("序号")
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="numbers")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    given_at = models.DateTimeField("给号时间")
    voided_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(
        "注销时间", null=True
    )
    voided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    void_reason = models.CharField("注销理由", max_length=200, blank=True)

    objects = IssuedNumberQuerySet.as_manager()

    class Meta:
        db_table = "documents_issued_number"
        constraints = [
            models.UniqueConstraint(fields=["prefix", "year", "serial"], name="number_once"),
        ]
        indexes = [models.Index(fields=["matter"], name="number_of_matter")]

    def __str__(self) -> str:
        if self.prefix.format == ORDER_FORMAT:
            return f"第{self.serial}号"
        return f"{self.prefix.text}〔{self.year}〕{self.serial}号"


class SealUse(models.Model):
    """用印登记的一行：何时、何人、盖什么章、盖几份、谁批准、形式要件审核结果。"""

    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="seal_uses")
    org = models.ForeignKey(Org, models.PROTECT, related_name="+", verbose_name="印章所在单位")
    seal_name = models.CharField("印章", max_length=100)
    subject = models.CharField("用印文件", max_length=500)
    doc_number = models.CharField("文号", max_length=100, blank=True)
    copies = models.PositiveIntegerField("份数", default=1)
    approved_by = models.CharField("批准人", max_length=40)
    handled_by = models.CharField("经办人", max_length=40)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="监印人")
    used_at = models.DateTimeField("用印时间")
    findings = models.TextField("形式要件审核结果", default="[]")
    waived_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="准予放行"
    )
    waive_reason = models.CharField("放行理由", max_length=300, blank=True)
    digest = models.CharField("盖章稿摘要", max_length=64, blank=True)

    class Meta:
        db_table = "documents_seal_use"
        indexes = [models.Index(fields=["-used_at"], name="seal_by_time")]

    def __str__(self) -> str:
        return f"{self.seal_name} {self.subject}"


class ForceChange(models.Model):
    """一次撤回、废止或撤销：理由、依据、由哪份文件代替。"""

    outgoing = models.ForeignKey(Outgoing, models.PROTECT, related_name="force_changes")
    force = models.CharField("变为", max_length=10, choices=Force.choices)
    reason = models.CharField("理由", max_length=300)
    basis = models.CharField("依据", max_length=200, blank=True)
    successor = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("时间")

    class Meta:
        db_table = "documents_force_change"

    def __str__(self) -> str:
        return f"{self.get_force_display()}：{self.reason}"


class InkQuerySet(models.QuerySet["Ink"]):
    """查手写。"""

    def unsent(self, matter: Matter, person: Person) -> Self:
        """此人在这件事项上写好、没随意见送出的，连同前几轮剩下的。"""
        return self.filter(matter=matter, person=person, step_number=None)

    def waiting(self, matter: Matter, person: Person) -> Self:
        """此人为手里这一份待办写好、还没随意见送出的；前几轮剩下的不算。"""
        mine = Todo.objects.filter(matter=matter, person=person, is_reading=False)
        now_open = mine.filter(state=TodoState.OPEN, opened_at__lte=models.OuterRef("made_at"))
        return self.unsent(matter, person).filter(models.Exists(now_open))


class Ink(models.Model):
    """一条手写批示：笔迹和它的画面，打字的意见在留痕里供查找。"""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="inks")
    step_number = models.PositiveIntegerField("第几步", null=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    strokes = models.TextField("笔迹")
    picture = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    width = models.PositiveIntegerField("宽（像素）")
    height = models.PositiveIntegerField("高（像素）")
    made_at = models.DateTimeField("时间")

    objects = InkQuerySet.as_manager()

    class Meta:
        db_table = "documents_ink"
        indexes = [models.Index(fields=["matter", "person"], name="ink_of_matter")]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.person_id}"


class InkToken(models.Model):
    """手机扫码手写的凭证：一件事项、一个人、一次有效、到时作废；库里只存摘要。"""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    digest = models.CharField("凭证摘要", max_length=64, unique=True)
    made_at = models.DateTimeField("发出时间")
    expires_at = models.DateTimeField("到期时间")
    used_at = models.DateTimeField("用掉的时间", null=True)

    class Meta:
        db_table = "documents_ink_token"

    def __str__(self) -> str:
        return f"{self.matter_id} {self.person_id}"
