"""单位、科室、人员、任职、角色、分管、排序。"""

from datetime import date
from typing import Any, Self, TypeVar

from django.db import models

from sanban.people.models.codes import OrgKind, RoleCode

Rows = TypeVar("Rows", bound="models.QuerySet[Any]")


def closest(rows: Rows, words: str) -> Rows:
    """首字母或名称以此开头的在前，其余照原来的次序。"""
    head = models.Q(initials__startswith=words.strip().lower()) | models.Q(
        name__startswith=words.strip()
    )
    place = models.Case(models.When(head, then=0), default=1, output_field=models.IntegerField())
    return rows.annotate(is_farther=place).order_by("is_farther", *rows.query.order_by)


class OrgQuerySet(models.QuerySet["Org"]):
    """查单位。"""

    def in_use(self) -> Self:
        """在用的，按排序。"""
        return self.filter(is_active=True).order_by("rank_order", "id")

    def handling(self) -> Self:
        """有在岗联络员的，能承办。"""
        held = RoleHolding.objects.filter(
            role=RoleCode.LIAISON, org=models.OuterRef("pk"), person__is_active=True
        )
        return self.filter(models.Exists(held))

    def like(self, words: str) -> Self:
        """按名称、简称或拼音首字母找。"""
        word = words.strip()
        names = models.Q(name__contains=word) | models.Q(short_name__contains=word)
        return self.filter(names | models.Q(initials__contains=word.lower()))


class Org(models.Model):
    """单位。"""

    name = models.CharField("全称", max_length=100, unique=True)
    short_name = models.CharField("简称", max_length=40)
    initials = models.CharField("首字母", max_length=60, blank=True)
    kind = models.CharField("类别", max_length=20, choices=OrgKind.choices)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="subordinates",
        verbose_name="隶属",
    )
    guidance_parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="guided",
        verbose_name="业务指导",
    )
    rank_order = models.PositiveIntegerField("排序", default=9999)
    telephone = models.CharField("电话", max_length=40, blank=True)
    is_active = models.BooleanField("在用", default=True)

    objects = OrgQuerySet.as_manager()

    class Meta:
        db_table = "people_org"
        indexes = [models.Index(fields=["is_active", "rank_order"], name="org_in_order")]

    def __str__(self) -> str:
        return self.short_name or self.name


class OfficeSection(models.Model):
    """科室。"""

    org = models.ForeignKey(
        Org, models.PROTECT, related_name="office_sections", verbose_name="单位"
    )
    name = models.CharField("名称", max_length=60)
    rank_order = models.PositiveIntegerField("排序", default=9999)

    class Meta:
        db_table = "people_office_section"
        constraints = [
            models.UniqueConstraint(fields=["org", "name"], name="section_once_in_org"),
        ]

    def __str__(self) -> str:
        return self.name


class PersonQuerySet(models.QuerySet["Person"]):
    """查人员。"""

    def in_use(self) -> Self:
        """在岗的，按排序。"""
        return self.filter(is_active=True).order_by("rank_order", "id")

    def like(self, words: str) -> Self:
        """按姓名或拼音首字母找。"""
        word = words.strip()
        return self.filter(
            models.Q(name__contains=word) | models.Q(initials__contains=word.lower())
        )

    def with_role(self, role: str, *, org: Org | None = None) -> Self:
        """任某角色的在岗人员；给了单位，只要在这个单位任的。"""
        holdings = RoleHolding.objects.filter(role=role)
        if org is not None:
            holdings = holdings.filter(org=org)
        return self.in_use().filter(pk__in=holdings.values("person"))

    def in_charge_of(self, orgs: "models.QuerySet[Org] | list[Org]") -> Self:
        """分管这些单位的领导。"""
        return self.in_use().filter(pk__in=Charge.objects.filter(org__in=orgs).values("leader"))

    def ranked(self, context: str) -> Self:
        """按某个排序表的次序；表里没有的排在后面。"""
        place = RankEntry.objects.filter(context=context, person=models.OuterRef("pk"))
        ordered = self.annotate(place=models.Subquery(place.values("position")[:1]))
        return ordered.order_by(models.F("place").asc(nulls_last=True), "rank_order", "id")


class Person(models.Model):
    """人员。"""

    name = models.CharField("姓名", max_length=40)
    initials = models.CharField("首字母", max_length=20, blank=True)
    org = models.ForeignKey(Org, models.PROTECT, related_name="people", verbose_name="单位")
    office_section = models.ForeignKey(
        OfficeSection,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name="科室",
    )
    post_name = models.CharField("现任职务", max_length=60, blank=True)
    telephone = models.CharField("电话", max_length=40, blank=True)
    rank_order = models.PositiveIntegerField("排序", default=9999)
    is_active = models.BooleanField("在岗", default=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        db_table = "people_person"
        indexes = [
            models.Index(fields=["is_active", "rank_order"], name="person_in_order"),
            models.Index(fields=["org", "is_active"], name="person_of_org"),
        ]

    def __str__(self) -> str:
        return self.name

    def know(self, holdings: "list[RoleHolding]") -> None:
        """记下已经查来的任角色，以后问 `holdings.all()` 不再查库。"""
        known = RoleHolding.objects.filter(person=self)
        known._result_cache = holdings
        known._prefetch_done = True  # type: ignore[attr-defined]
        self._prefetched_objects_cache = {"holdings": known}

    @property
    def actor_id(self) -> str:
        """审计里的编号。"""
        return str(self.pk)

    @property
    def actor_name(self) -> str:
        """审计里的姓名。"""
        return self.name


class PostQuerySet(models.QuerySet["Post"]):
    """查任职。"""

    def held_on(self, day: date) -> Self:
        """这天在任的，主职在前。"""
        current = models.Q(until=None) | models.Q(until__gte=day)
        return self.filter(current, since__lte=day).order_by("-is_main", "-since")


class Post(models.Model):
    """一段任职：某人从何时到何时任何职。"""

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts", verbose_name="人员")
    org = models.ForeignKey(Org, models.PROTECT, related_name="posts", verbose_name="单位")
    name = models.CharField("职务", max_length=60)
    since = models.DateField("自")
    until = models.DateField("至", null=True, blank=True)
    is_main = models.BooleanField("主职", default=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        db_table = "people_post"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="post_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RoleHolding(models.Model):
    """某人在某单位任某角色。"""

    person = models.ForeignKey(Person, models.PROTECT, related_name="holdings")
    role = models.CharField("角色", max_length=20, choices=RoleCode.choices)
    org = models.ForeignKey(Org, models.PROTECT, related_name="+", verbose_name="单位")

    class Meta:
        db_table = "people_role_holding"
        constraints = [
            models.UniqueConstraint(fields=["person", "role", "org"], name="role_held_once"),
        ]
        indexes = [models.Index(fields=["role", "org"], name="role_by_org")]

    def __str__(self) -> str:
        return self.get_role_display()


class Charge(models.Model):
    """领导分管的单位。"""

    leader = models.ForeignKey(Person, models.PROTECT, related_name="charges")
    org = models.ForeignKey(Org, models.PROTECT, related_name="charges")

    class Meta:
        db_table = "people_charge"
        constraints = [
            models.UniqueConstraint(fields=["leader", "org"], name="charge_once"),
        ]

    def __str__(self) -> str:
        return f"{self.leader_id}→{self.org_id}"


class RankEntry(models.Model):
    """排序表的一行：在某种场合，某人排第几。"""

    context = models.CharField("场合", max_length=40)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField("位次")

    class Meta:
        db_table = "people_rank_entry"
        constraints = [
            models.UniqueConstraint(fields=["context", "person"], name="rank_once_a_context"),
        ]

    def __str__(self) -> str:
        return f"{self.context} {self.position}"
