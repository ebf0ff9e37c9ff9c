"""专班回头看：成批的旧事项逐件重新核实，全核实完出办结情况说明。"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, Max
from django.utils import timezone

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.engine.fonts import NoFont
from sanban.engine.forms.kinds.campaign_statement import CampaignStatement, VerifiedEntry
from sanban.engine.render.forms import form_to_pdf
from sanban.engine.render.typesetting import TypesettingFailed
from sanban.files.services import guards
from sanban.matters import services as matters
from sanban.matters.services import Entry
from sanban.people.models import Person
from sanban.supervision.models import Campaign, CampaignEntry, SupervisedItem, Verdict
from sanban.supervision.services.actors import check_office
from sanban.supervision.services.dates import check_days, said_in_full
from sanban.supervision.services.speaking import check_lengths

LONGEST = 5000
MOST = 1000
CLOSED = "这个专班已经完成，出了情况说明，不能再改；要再看的请另立一个专班。"


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignForm:
    """立专班填的各栏。"""

    name: str
    purpose: str
    head: Person | None
    since: date | None = None
    due_on: date | None = None


@transaction.atomic
def open_campaign(form: CampaignForm, *, by: Person, now: datetime) -> Campaign:
    """立一个专班。

    :raises Refused: 不是督查员、主任；没写名称、组长；日子颠倒；有国家秘密标志。
    """
    check_office(by.org, by)
    guards.check_typed([form.name, form.purpose], by=by)
    check_lengths([("名称", form.name, 100), ("目的和范围", form.purpose, LONGEST)])
    if not form.name.strip() or form.head is None:
        raise Refused("专班的名称和组长都要有，请填好再立。", code="no-name")
    check_days(form.since, form.due_on)
    if form.since and form.due_on and form.due_on < form.since:
        raise Refused("完成时限早于开始的日子，请改正。", code="days")
    campaign = Campaign.objects.create(
        org=by.org,
        name=form.name.strip(),
        purpose=form.purpose.strip(),
        head=form.head,
        since=form.since,
        due_on=form.due_on,
        by=by,
        made_at=now,
    )
    audit.record("campaign.open", by=by, target=f"campaign:{campaign.pk}")
    return campaign


@transaction.atomic
def enlist(
    campaign: Campaign, items: Iterable[SupervisedItem], *, by: Person, now: datetime
) -> int:
    """把台账里已经销号的几件列进专班，返回列进几件；列过的不重列。

    :raises Refused: 不是督查员、主任；专班已经完成；一件能列的也没有；太多。
    """
    fresh = _open(campaign, by)
    known = set(fresh.entries.values_list("item", flat=True))
    chosen = [
        one for one in dict.fromkeys(items) if one.org_id == fresh.org_id and one.pk not in known
    ]
    chosen = [one for one in chosen if not one.is_open]
    if not chosen:
        said = "没有能列进来的：要是已经销号、还没有列过的事项，请另选。"
        raise Refused(said, code="nothing-picked")
    if len(known) + len(chosen) > MOST:
        raise Refused(f"一个专班至多 {MOST} 件，请分成几个专班。", code="too-many")
    start = (fresh.entries.aggregate(last=Max("position"))["last"] or 0) + 1
    CampaignEntry.objects.bulk_create(
        CampaignEntry(campaign=fresh, item=item, position=start + n)
        for n, item in enumerate(chosen)
    )
    audit.record("campaign.enlist", by=by, target=f"campaign:{fresh.pk}", detail=str(len(chosen)))
    return len(chosen)


def _open(campaign: Campaign, by: Person) -> Campaign:
    """锁住一个没完成的专班。

    :raises Refused: 不是督查员、主任；已经完成。
    """
    fresh = Campaign.objects.select_for_update(of=("self",)).select_related("org", "head")
    found = fresh.get(pk=campaign.pk)
    check_office(found.org, by)
    if found.closed_at:
        raise Refused(CLOSED, code="closed")
    return found


@transaction.atomic
def judge(
    entry: CampaignEntry, *, verdict: str, evidence: str, by: Person, now: datetime
) -> CampaignEntry:
    """记一件的核实结论，留痕在那件事项上；没完成以前可以改判。

    :raises Refused: 不是督查员、主任；没选结论、没写核实情况；专班已经完成；有国家秘密标志。
    """
    if verdict not in Verdict.values or verdict == Verdict.WAITING:
        raise Refused("请选结论：已落实、部分落实或没有落实。", code="no-verdict")
    if not evidence.strip():
        said = "核实情况还没有写：看了什么、问了谁、查到什么，请写好再存。"
        raise Refused(said, code="no-evidence")
    check_lengths([("核实情况", evidence, LONGEST)])
    guards.check_typed([evidence], by=by)
    campaign = _open(entry.campaign, by)
    fresh = CampaignEntry.objects.select_related("item__matter").get(pk=entry.pk)
    fresh.verdict, fresh.evidence = verdict, evidence.strip()
    fresh.verified_by, fresh.verified_at = by, now
    fresh.save(update_fields=["verdict", "evidence", "verified_by", "verified_at"])
    note = f"{campaign.name}：{fresh.get_verdict_display()}"
    told = Entry("campaign_verify", "专班核实", remark=evidence, note=note, is_work=False)
    matters.write(matters.locked(fresh.item.matter), told, by=by, now=now)
    return fresh


@dataclass(frozen=True, slots=True)
class Figures:
    """一个专班的几个数：共几件，各种结论几件。"""

    total: int
    landed: int
    partly: int
    not_landed: int

    @property
    def waiting(self) -> int:
        """还没核实的。"""
        return self.total - self.landed - self.partly - self.not_landed

    @property
    def percent(self) -> int:
        """核实了百分之几；一件也没有的为零。"""
        return (self.total - self.waiting) * 100 // self.total if self.total else 0

    def words(self) -> str:
        """写进情况说明的一句。"""
        return (
            f"共梳理 {self.total} 件，逐件重新核实：已落实 {self.landed} 件，"
            f"部分落实 {self.partly} 件，没有落实 {self.not_landed} 件。"
        )


def figures_of(campaign: Campaign) -> Figures:
    """数一个专班，一次查询。"""
    rows = campaign.entries.order_by().values_list("verdict").annotate(count=Count("pk"))
    found = dict(rows)
    landed, partly = found.get(Verdict.LANDED, 0), found.get(Verdict.PARTLY, 0)
    return Figures(sum(found.values()), landed, partly, found.get(Verdict.NOT_LANDED, 0))


@transaction.atomic
def close_campaign(campaign: Campaign, *, statement: str, by: Person, now: datetime) -> Campaign:
    """专班完成：全核实完了，写好情况说明；以后不能再改。

    :raises Refused: 不是督查员、主任；一件也没有；还有没核实的；没写说明；已经完成。
    """
    check_lengths([("情况说明", statement, LONGEST)])
    guards.check_typed([statement], by=by)
    fresh = _open(campaign, by)
    figures = figures_of(fresh)
    if not figures.total:
        raise Refused("专班里一件事项也没有，请先导入或列入。", code="empty")
    if figures.waiting:
        said = f"还有 {figures.waiting} 件没有核实，请核实完再出情况说明。"
        raise Refused(said, code="waiting")
    if not statement.strip():
        raise Refused("情况说明还没有写，请写好再办。", code="no-statement")
    fresh.statement, fresh.closed_at = statement.strip(), now
    fresh.save(update_fields=["statement", "closed_at"])
    audit.record("campaign.close", by=by, target=f"campaign:{fresh.pk}")
    return fresh


def statement_pdf(campaign: Campaign, *, by: Person, now: datetime) -> bytes:
    """排出办结情况说明（横排 A4 PDF），附事项清单；没完成的也能先排出来看。

    :raises Refused: 本机没有中文字体，或者没有排成。
    """
    audit.record("campaign.statement", by=by, target=f"campaign:{campaign.pk}")
    try:
        return form_to_pdf(statement_of(campaign, by=by, now=now), apart=True).data
    except (NoFont, TypesettingFailed) as fault:
        raise Refused(f"情况说明没有排出来：{fault}", code="no-sheet") from fault


def statement_of(campaign: Campaign, *, by: Person, now: datetime) -> CampaignStatement:
    """情况说明的各栏。"""
    rows = campaign.entries.order_by("position", "id")
    rows = rows.select_related("item__matter", "item__lead_org", "verified_by")
    ended = campaign.closed_at or now
    days = (campaign.since, timezone.localtime(ended).date() if campaign.closed_at else None)
    return CampaignStatement(
        office=campaign.org.name,
        name=campaign.name,
        head=campaign.head.name,
        span="至".join(said_in_full(day) for day in days if day),
        purpose=campaign.purpose,
        statement=campaign.statement or figures_of(campaign).words(),
        issued_on=said_in_full(timezone.localtime(ended).date()),
        entries=tuple(_entry(one) for one in rows[:MOST]),
        printed=f"{by.name} {by.org} {timezone.localtime(now):%Y-%m-%d %H:%M} 排出",
    )


def _entry(one: CampaignEntry) -> VerifiedEntry:
    item = one.item
    return VerifiedEntry(
        number=item.number_text,
        title=item.matter.title,
        lead=str(item.lead_org or item.assist_names),
        verdict=one.get_verdict_display() if one.verdict else "",
        evidence=one.evidence,
        verifier=one.verified_by.name if one.verified_by else "",
    )
