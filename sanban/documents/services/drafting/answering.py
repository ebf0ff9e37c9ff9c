"""从来文起草：批复请示、答复来函、报告上级、转发批转；标题、主送、引文都先写好。"""

import re
from dataclasses import dataclass, replace

from sanban.core.errors import Refused
from sanban.documents.models import Incoming
from sanban.documents.services.drafting.form import DraftForm
from sanban.engine.extract.whole import whole
from sanban.engine.read.errors import Unreadable
from sanban.files import services as files
from sanban.files.services import guards
from sanban.matters.models import Matter, MatterFile

SUBJECT = re.compile(r"关于(.+?)的?(?:请示|函|通知|报告|意见|批复|通报|决定|公告|通告)$")
CALLED = (
    ("乡", "你乡"), ("镇", "你镇"), ("街道办事处", "你街道"), ("局", "你局"), ("委员会", "你委"),
    ("中心", "你中心"), ("公司", "你公司"), ("学校", "你校"), ("医院", "你院"),
    ("区人民政府", "你区"), ("县人民政府", "你县"),
)  # fmt: skip
READABLE = ("docx", "txt", "md", "pdf", "ofd")
MOST_WRAPPED = 200_000


@dataclass(frozen=True, slots=True)
class Way:
    """由来文起草的一种办法。

    `suits` 是来文的文种，空着都能用；`title`、`body` 里的 {…} 由来文填。
    """

    code: str
    label: str
    kind: str
    title: str
    body: str
    suits: tuple[str, ...] = ()
    to_sender: bool = True
    wraps: bool = False


# fmt: off
WAYS = {one.code: one for one in (
    Way("reply", "批复请示", "reply", "{issuer}关于{subject}的批复",
        "{called}{cited}收悉。经研究，现批复如下：\n\n一、同意××，××。\n\n二、××，××。\n\n此复。",
        ("请示",)),
    Way("letter", "函复", "letter", "{issuer}关于{subject}的复函",
        "{cited}收悉。经研究，现函复如下：\n\n××。\n\n特此函复。", ("函", "请示")),
    Way("report", "向来文机关报告", "report", "{issuer}关于{subject}情况的报告",
        "根据{cited}要求，现将有关情况报告如下：\n\n一、××\n\n××。\n\n特此报告。",
        ("通知", "函", "意见", "通报")),
    Way("forward", "转发", "notice", "{issuer}关于转发《{title}》的通知",
        "现将{cited}转发给你们，请认真贯彻执行。",
        ("通知", "意见", "通报", "函", "决定"), to_sender=False, wraps=True),
    Way("approve", "批转", "notice", "{issuer}关于批转《{title}》的通知",
        "{issuer}同意{cited}，现转发给你们，请认真贯彻执行。",
        ("意见", "报告", "请示"), to_sender=False, wraps=True),
)}
# fmt: on


def ways_for(incoming: Incoming) -> tuple[Way, ...]:
    """由这份来文起草，有哪几种办法；合文种的在前。"""
    fits = [one for one in WAYS.values() if incoming.doc_kind in one.suits]
    rest = [one for one in WAYS.values() if one not in fits]
    return tuple(fits or rest)


def answering(incoming: Incoming, code: str, *, issuer: str) -> DraftForm:
    """由来文填好的一张表。

    :raises Refused: 没有这种办法。
    """
    way = WAYS.get(code)
    if way is None:
        raise Refused("请选一种办法：批复、函复、报告、转发或批转。", code="bad-choice")
    words = _words(incoming, issuer)
    form = DraftForm(
        doc_kind=way.kind,
        title=way.title.format(**words),
        main_recipients=incoming.sender_name if way.to_sender else "",
        urgency=incoming.matter.urgency if incoming.matter.urgency in ("top", "high") else "",
        body=way.body.format(**words),
    )
    return _wrapped(form, incoming) if way.wraps else form


def _words(incoming: Incoming, issuer: str) -> dict[str, str]:
    title = incoming.matter.title
    number = f"（{incoming.sender_number}）" if incoming.sender_number else ""
    found = SUBJECT.search(title)
    about = title[title.index("关于") :] if "关于" in title else title
    return {
        "issuer": issuer,
        "title": title,
        "subject": found.group(1) if found else title,
        "cited": f"《{about}》{number}",
        "called": called(incoming.sender_name),
    }


def called(sender: str) -> str:
    """批复里怎样称呼下级：你局、你乡、你县；认不准的称你单位。"""
    name = (
        sender.removesuffix("人民政府") if sender.endswith(("乡人民政府", "镇人民政府")) else sender
    )
    return next((word for ending, word in CALLED if name.endswith(ending)), "你单位")


def _wrapped(form: DraftForm, incoming: Incoming) -> DraftForm:
    """把来文的正文作为附件写进稿子；读不出的只写名称。"""
    title, text = incoming.matter.title, _text(incoming.matter)
    body = f"{form.body}\n\n# 附件：{title}\n\n{text}" if text else form.body
    return replace(form, body=body, attachments=(title,))


def _text(matter: Matter) -> str:
    rows = MatterFile.objects.current(matter).filter(role="main")
    row = rows.filter(stored__media__in=READABLE).first()
    if row is None:
        return ""
    try:
        physical = guards.read_safely(files.read_bytes(row.stored), row.name)
    except (Unreadable, Refused):
        return ""
    return whole(physical).body[:MOST_WRAPPED].replace("\n# ", "\n")
