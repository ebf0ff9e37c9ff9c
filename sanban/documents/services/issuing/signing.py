"""签发：由该签的人签，写明意见、姓名和完整日期；签好就封存（条例第二十二条）。"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sanban.core.errors import Refused
from sanban.core.prepared import Prepared
from sanban.documents.kinds.outgoing import SIGN_OFF
from sanban.documents.models import Outgoing
from sanban.documents.services.frozen import has_signed
from sanban.documents.services.issuing.attempt import Attempt, names_of
from sanban.documents.services.issuing.consulting import AGAINST
from sanban.documents.services.issuing.versions import Made, attach_made, docx_of
from sanban.matters.models import Matter, MatterFile, MatterFileRole, Todo, TodoState
from sanban.matters.routes import is_bare
from sanban.people.models import Org, Person, RoleCode, RoleHolding

LEADERS = (RoleCode.LEADER, RoleCode.PRINCIPAL)
PRINCIPALS = (RoleCode.PRINCIPAL,)
CONSENT = "同意（只签名、圈阅，系统依条例第二十二条记为同意）"
CLAUSE = "（条例第二十二条）"


@dataclass(frozen=True, slots=True)
class Seat:
    """要有人签的一个位子：哪个机关，哪些角色可以签。

    :param issuer: 以它的名义发文的机关（办公室以县政府名义发的，是县政府），它的领导也可以签。
    """

    org: Org
    roles: Sequence[str]
    issuer: Org | None = None

    @property
    def wants(self) -> str:
        """缺人时的说法。"""
        return "主要负责人" if tuple(self.roles) == PRINCIPALS else "领导"


def seats_of(outgoing: Outgoing) -> list[Seat]:
    """要由哪些机关签发：主办在前，联合发文的各机关依次会签；不在系统里的机关不在内。"""
    principal = outgoing.is_important or outgoing.goes_up
    roles = PRINCIPALS if principal else LEADERS
    home = outgoing.matter.org
    rows = outgoing.joint_issuers.exclude(name=outgoing.issuer).exclude(org=home)
    others = [row.org for row in rows.select_related("org").order_by("position") if row.org]
    issuer = Org.objects.filter(name=outgoing.issuer).first()
    return [Seat(home, roles, issuer), *(Seat(org, roles) for org in dict.fromkeys(others))]


def outside_issuers(outgoing: Outgoing) -> list[str]:
    """联合发文而不在本系统里的机关。"""
    rows = outgoing.joint_issuers.filter(org=None).order_by("position")
    return [row.name for row in rows if row.name != outgoing.issuer]


def signers_for(outgoing: Outgoing) -> list[tuple[Org, list[Person]]]:
    """各机关可以签发的人，供页面选；没有的为空表。"""
    return [(seat.org, list(_holders(seat))) for seat in seats_of(outgoing)]


def _holders(seat: Seat) -> Iterable[Person]:
    orgs = [one for one in (seat.org, seat.issuer) if one]
    held = RoleHolding.objects.filter(role__in=list(seat.roles), org__in=orgs)
    return Person.objects.in_use().filter(pk__in=held.values("person"))


def check_signers(attempt: Attempt) -> Attempt:
    """选的签发人齐不齐、对不对、次序对不对。

    :raises Refused: 缺哪个机关的；有不该由他签的；主办不在前。
    """
    seats, people = seats_of(attempt.outgoing), attempt.choice.people
    if not people:
        raise Refused("请选签发的领导。", code="no-doer")
    placed = _placed(seats, people)
    strangers = [one for one in people if one.pk not in placed]
    if strangers:
        said = f"{names_of(strangers)}不是{_orgs(seats)}的{seats[0].wants}，不能签发，请另选。"
        raise Refused(said + CLAUSE, code="wrong-signer")
    order = [placed[one.pk] for one in people]
    if order != sorted(order):
        said = f"联合发文由主办机关先签，其他机关依次会签：{_orgs(seats)}。请调整次序。"
        raise Refused(said, code="wrong-order")
    return attempt


def _placed(seats: Sequence[Seat], people: Iterable[Person]) -> dict[int, int]:
    """每个人坐第几个位子；坐不上的不在内。

    :raises Refused: 有位子没人坐。
    """
    found: dict[int, int] = {}
    for place, seat in enumerate(seats):
        able = {one.pk for one in _holders(seat)}
        mine = [one.pk for one in people if one.pk in able]
        if not mine:
            raise Refused(_lacking(seat), code="wrong-signer")
        found |= {pk: place for pk in mine if pk not in found}
    return found


def _lacking(seat: Seat) -> str:
    able = names_of(_holders(seat))
    if not able:
        return f"{seat.org}还没有指定{seat.wants}，请管理员在“人员机构”里指定，再送签发。"
    why = (
        "重要公文和上行文由主要负责人签发" if seat.wants == "主要负责人" else "公文由机关负责人签发"
    )
    return f"{why}{CLAUSE}，请选{seat.org}的{seat.wants}：{able}。"


def _orgs(seats: Iterable[Seat]) -> str:
    return "、".join(str(one.org) for one in seats)


def before_signing(attempt: Attempt) -> Attempt:
    """签发之前：签的人对不对，写的是不是同意，稿子动过没有；最后一位的先画好签发稿。

    :raises Refused: 不该由他签；写的是不同意；前一位签过以后稿子又变了；稿子被人动过。
    """
    attempt = _worded(attempt)
    _check_owner(attempt)
    outgoing, version = attempt.outgoing, attempt.version
    if has_signed(attempt.matter) and outgoing.signed_version_id != version.pk:
        said = "前一位签发以后稿子又变了，请退回审核，重新送签发。"
        raise Refused(said, code="changed-after-signing")
    made = docx_of(attempt.gongwen)
    return attempt.but(files=((f"签发稿（第{version.number}版）.docx", made),))


def _worded(attempt: Attempt) -> Attempt:
    said = attempt.remark.strip()
    if any(said.startswith(one) for one in AGAINST):
        raise Refused("意见写的是不同意，请用“不予签发”或者“退回”。", code="not-agreed")
    if not is_bare(said):
        return attempt
    return attempt.but(remark=f"{said}，{CONSENT}" if said else CONSENT)


def _check_owner(attempt: Attempt) -> None:
    seats = seats_of(attempt.outgoing)
    signed = signed_people(attempt.matter)
    rest = _waiting(attempt)
    if not any(attempt.owner in _holders(seat) for seat in seats):
        said = f"{attempt.owner.name}不是{_orgs(seats)}的{seats[0].wants}，不能签发；请转该签的人。"
        raise Refused(said + CLAUSE, code="wrong-signer")
    if not rest:
        _placed(seats, [*signed, attempt.owner])


def _waiting(attempt: Attempt) -> bool:
    """后面还有人要签。"""
    live = Todo.objects.live(attempt.matter).filter(stage=SIGN_OFF.code)
    return live.exclude(pk=attempt.duty.pk).exists()


def signed_people(matter: Matter) -> list[Person]:
    """最近一轮签发的人，按先后；代签的算委托的人。"""
    rows = Todo.objects.filter(matter=matter, stage=SIGN_OFF.code, state=TodoState.DONE)
    rows = rows.filter(closed_by__action="sign_off").select_related("person", "on_behalf_of")
    found = list(rows.order_by("round", "closed_by__number"))
    last = found[-1].round if found else 0
    return [one.on_behalf_of or one.person for one in found if one.round == last]


def freeze(attempt: Attempt, moved: Matter) -> None:
    """封存：记下签的哪一版、摘要、时间；都签完了，挂上签发稿。"""
    now = attempt.asked.now
    version = attempt.version
    Outgoing.objects.filter(pk=moved.pk).update(
        signed_version=version, signed_digest=version.digest, signed_at=now
    )
    if moved.stage == SIGN_OFF.code:
        return
    for name, data in attempt.files:
        row = attach_made(
            moved, Made(name, "docx", data), MatterFileRole.FINAL, by=attempt.asked.by, now=now
        )
        Outgoing.objects.filter(pk=moved.pk).update(final_digest=row.stored.digest)


def thaw(matter: Matter) -> None:
    """撤回了签发：还有别人签过的，封存照旧；一个也没有了，就解封。"""
    if has_signed(matter):
        return
    blank = {"signed_version": None, "signed_digest": "", "signed_at": None, "final_digest": ""}
    Outgoing.objects.filter(pk=matter.pk).update(**blank)


def same_signers(attempt: Attempt) -> Attempt:
    """复审送回原来签发的人；没选的照原来的次序。

    :raises Refused: 选了别人；原来签的人都不在岗。
    """
    former = signed_people(attempt.matter)
    chosen = attempt.choice.people or tuple(one for one in former if one.is_active)
    if {one.pk for one in former} - {one.pk for one in chosen}:
        said = f"签发以后的改动要送原来签发的人复审：{names_of(former)}（条例第二十五条）。"
        raise Refused(said, code="other-signers")
    return attempt.but(choice=replace(attempt.choice, people=chosen))


def final_file(outgoing: Outgoing) -> MatterFile | None:
    """挂着的签发稿。"""
    return FINAL_FILE.first(outgoing.pk, outgoing.final_digest)


FINAL_FILE = Prepared(
    lambda matter, digest: MatterFile.objects.filter(
        matter=matter,
        stored__digest=digest,
        role=MatterFileRole.FINAL,
        replaced_by=None,
        retracted_at=None,
    ).select_related("stored", "matter")
)
"""挂着的签发稿：事项的编号，摘要。"""
