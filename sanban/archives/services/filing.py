"""归档：走完最后一步，编档号，收成一件；从此不变。"""

import re
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from sanban.archives.models import ArchiveItem, Retention
from sanban.archives.services.manifest import canonical, make_manifest, seal_of
from sanban.audit import services as audit
from sanban.core import services as core
from sanban.core.errors import Refused
from sanban.matters import services as matters
from sanban.matters.models import Circulation, Matter, MatterState, Step, Todo, TodoState
from sanban.matters.services import Asked
from sanban.people.models import Person, RoleCode

MOVE = "archive"
CATEGORY = "WS"
FONDS, SECTION = "fonds_no", "section_code"
DEFAULTS = {FONDS: "Z001", SECTION: "BGS"}
SHAPES = {
    FONDS: (re.compile(r"[A-Z0-9]{4}"), "全宗号是档案馆给的四位字母或数字，请核对。"),
    SECTION: (re.compile(r"[A-Z0-9]{3}"), "机构（问题）代码是三位字母或数字，如 BGS，请核对。"),
}


@dataclass(frozen=True, slots=True)
class Description:
    """内容描述（DA/T 46—2009 各项）；由知道这件事的室给出，没有的空着。

    :param responsible: 责任者，多个用顿号隔开。
    :param code: 电子文件号，如处理笺编码。
    """

    responsible: str
    doc_number: str = ""
    doc_date: date | None = None
    doc_kind: str = ""
    main_recipient: str = ""
    secrecy: str = ""
    pages: int | None = None
    attachments: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Filing:
    """归档时定下的几项：期限、机构（问题）代码、全宗号、备注。"""

    retention: str
    section_code: str
    fonds_no: str
    remark: str = ""


def filing_defaults() -> dict[str, str]:
    """上次用的全宗号和机构（问题）代码。"""
    found = {**core.options(FONDS), **core.options(SECTION)}
    return {name: found.get(name, usual) for name, usual in DEFAULTS.items()}


@transaction.atomic
def archive(
    matter: Matter, *, filing: Filing, description: Description, by: Person, now: datetime
) -> ArchiveItem:
    """归档：没看完的传阅收回，走完归档这一步，收成一件；一个事务。

    :raises Refused: 不由此人办、页面已过时、不在归档环节、代码不合规矩。
    """
    _check(filing)
    fresh = matters.locked(matter)
    for circulation in _unread(fresh):
        matters.withdraw_circulation(circulation, by=by, now=now)
    done = matters.move(fresh, MOVE, asked=Asked(by, now))
    return collect(done, filing=filing, description=description, by=by, now=now)


def _check(filing: Filing) -> None:
    if filing.retention not in Retention.values:
        raise Refused("请选保管期限：永久、30年或10年。", code="no-retention")
    for name, (shape, said) in SHAPES.items():
        if not shape.fullmatch(getattr(filing, name)):
            raise Refused(said, code=f"bad-{name.replace('_', '-')}")


def _unread(matter: Matter) -> list[Circulation]:
    open_ = Todo.objects.filter(matter=matter, is_reading=True, state=TodoState.OPEN)
    return list(Circulation.objects.filter(pk__in=open_.values("circulation")).order_by("pk"))


@transaction.atomic
def collect(
    matter: Matter, *, filing: Filing, description: Description, by: Person, now: datetime
) -> ArchiveItem:
    """把一件办完的事项收成归档文件：编号、元数据、清单。

    :raises Refused: 还在办，或者已经收过。
    """
    _check(filing)
    fresh = matters.locked(matter)
    if fresh.state != MatterState.DONE:
        raise Refused("还没有办结，不能归档。", code="not-done")
    if ArchiveItem.objects.filter(matter=fresh).exists():
        raise Refused("这件事项已经归档，不必再归。", code="archived")
    item = _numbered(fresh, filing, description, _year(fresh))
    item.archived_at, item.archived_by = now, by
    item.metadata = canonical(_metadata(item, description, fresh))
    item.manifest = make_manifest(fresh)
    item.digest = seal_of(item.metadata, item.manifest)
    item.save()
    _finish(item, filing, by)
    return item


def _finish(item: ArchiveItem, filing: Filing, by: Person) -> None:
    matters.show(item.matter, [f"r{item.matter.org_id}.{RoleCode.ARCHIVIST}"])
    kept = filing_defaults()
    for name in DEFAULTS:
        if getattr(filing, name) != core.options(name).get(name, kept[name]):
            core.set_option(name, getattr(filing, name))
    audit.record("archive.collect", by=by, target=item.matter.target, detail=item.archival_code)


def _year(matter: Matter) -> int:
    """年度：跨年度办理的归入办结年度（DA/T 22—2015）。"""
    steps = Step.objects.filter(matter=matter, is_work=True).exclude(action=MOVE)
    last = steps.order_by("-number").values_list("done_at", flat=True).first()
    return timezone.localtime(last or matter.ended_at).year


def _numbered(matter: Matter, filing: Filing, description: Description, year: int) -> ArchiveItem:
    series = f"archive:{filing.fonds_no}:{filing.section_code}:{filing.retention}"
    number = core.take_serial(series, year=year)
    code = (
        f"{filing.fonds_no}-{CATEGORY}·{year}-{filing.retention}-{filing.section_code}-{number:04d}"
    )
    return ArchiveItem(
        matter=matter,
        fonds_no=filing.fonds_no,
        category=CATEGORY,
        year=year,
        retention=filing.retention,
        section_code=filing.section_code,
        item_no=number,
        archival_code=code,
        title=matter.title,
        doc_number=description.doc_number,
        responsible=description.responsible[:200],
        doc_date=description.doc_date,
        secrecy=description.secrecy,
        pages=description.pages,
        remark=filing.remark.strip()[:200],
    )


def _metadata(item: ArchiveItem, description: Description, matter: Matter) -> dict[str, Any]:
    """元数据各组（DA/T 46—2009）。"""
    told = asdict(description)
    issued = description.doc_date.isoformat() if description.doc_date else ""
    return {
        "聚合层次": "件",
        "来源": {"全宗号": item.fonds_no, "立档单位名称": matter.org.name},
        "电子文件号": told["code"],
        "档号": {
            "档号": item.archival_code,
            "门类": item.category,
            "年度": str(item.year),
            "保管期限": item.get_retention_display(),
            "机构或问题": item.section_code,
            "件号": f"{item.item_no:04d}",
        },
        "内容描述": {
            "题名": item.title,
            "文件编号": told["doc_number"],
            "责任者": told["responsible"],
            "日期": issued,
            "文种": told["doc_kind"],
            "紧急程度": matter.get_urgency_display() if matter.urgency else "",
            "主送": told["main_recipient"],
            "密级": told["secrecy"],
            "附件题名": told["attachments"],
        },
        "形式特征": {"页数": str(item.pages or "")},
        "附注": item.remark,
    }


def note_export(what: str, *, by: Person, target: str = "", detail: str = "") -> None:
    """导出目录、下载整件，都留痕。"""
    audit.record(f"archive.{what}", by=by, target=target, detail=detail)
