"""登记簿的各栏跟着稿子走：标题、主送、抄送、文种、格式、方向、发文机关。"""

from sanban.documents.models import JointIssuer, Outgoing
from sanban.engine.gongwen import elements as of
from sanban.engine.gongwen.document import Gongwen
from sanban.matters import services as matters
from sanban.matters.models import Matter
from sanban.people.models import Org

MOST_TITLE, MOST_RECIPIENTS, MOST_ISSUER = 500, 500, 200


def issuers_of(gongwen: Gongwen) -> tuple[str, ...]:
    """署名的机关，主办在前；不署名的看红头。"""
    sign_off, mark = gongwen.first(of.SignOff), gongwen.first(of.IssuerMark)
    named = tuple(one.organ for one in sign_off.organs if one.organ) if sign_off else ()
    return named or (mark.organs if mark else ())


def sync(outgoing: Outgoing, matter: Matter, gongwen: Gongwen) -> None:
    """照稿子改登记簿的各栏和流转要用的几项；`matter` 须已锁住。"""
    title = gongwen.first(of.Title)
    main, copies = gongwen.first(of.MainRecipients), gongwen.first(of.CcRecipients)
    organs = issuers_of(gongwen)
    outgoing.doc_kind, outgoing.format = gongwen.kind, gongwen.format
    outgoing.direction = gongwen.direction
    outgoing.issuer = (organs[0] if organs else outgoing.issuer)[:MOST_ISSUER]
    outgoing.main_recipients = (main.text if main else copies.main if copies else "")[
        :MOST_RECIPIENTS
    ]
    outgoing.cc_recipients = (copies.text if copies else "")[:MOST_RECIPIENTS]
    outgoing.save(
        update_fields=[
            "doc_kind", "format", "direction", "issuer", "main_recipients", "cc_recipients",
        ]
    )  # fmt: skip
    _joint(outgoing, organs)
    if title and matter.title != title.text:
        matter.title = title.text[:MOST_TITLE]
        matter.save(update_fields=["title"])
    is_joint = len(organs) > 1
    known = (matter.values.get("direction"), matter.values.get("joint"))
    if known != (gongwen.direction, is_joint):
        matters.set_values(matter, direction=gongwen.direction, joint=is_joint)


def _joint(outgoing: Outgoing, organs: tuple[str, ...]) -> None:
    """联合发文的机关，主办也在内，排第一；不是联合发文的没有行。"""
    wanted = list(organs) if len(organs) > 1 else []
    rows = JointIssuer.objects.filter(outgoing=outgoing).order_by("position")
    if [row.name for row in rows] == wanted:
        return
    rows.delete()
    known = {org.name: org for org in Org.objects.filter(name__in=wanted)}
    JointIssuer.objects.bulk_create(
        JointIssuer(outgoing=outgoing, org=known.get(name), name=name[:100], position=place)
        for place, name in enumerate(wanted)
    )
