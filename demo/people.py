"""装单位和人：单位、科室、人员、任职、角色、分管、排序、账号。"""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from demo.accounts import PASSWORD
from demo.office import ORGANS, PEOPLE, SECTIONS, SIGNERS, Member
from sanban.audit import services as audit
from sanban.people import services
from sanban.people.models import ADMINS, OFFICE_RANK, Account, Org, Person, RoleHolding
from sanban.people.services import OrgDetails, PersonDetails, PostDetails

OURS = "gov_off"
# 换过职务的：姓名 → 原来的职务、任到几年前；旧的签名仍署当时的职务
FORMER = {
    "林晓燕": ("文书科副科长", 1),
    "郑国平": ("县水务局局长", 2),
    "周明远": ("县政府办副主任", 3),
}


@dataclass(frozen=True, slots=True)
class Staff:
    """装好的单位（按代码）和人（按姓名）。"""

    orgs: dict[str, Org]
    people: dict[str, Person]

    def named(self, names: tuple[str, ...]) -> tuple[Person, ...]:
        """按姓名取几个人。"""
        return tuple(self.people[name] for name in names)


def load_people(now: datetime) -> Staff:
    """装全部单位和人；已有的办公室和三员就地改成演示的。"""
    admins = {held.role: held.person for held in RoleHolding.objects.filter(role__in=ADMINS)}
    orgs = _orgs(admins["sys_admin"])
    sections = {
        (place.org, place.name): services.add_section(
            orgs[place.org], name=place.name, by=admins["sys_admin"]
        )
        for place in SECTIONS
    }
    staff = Staff(orgs, {})
    for rank, member in enumerate(PEOPLE, start=1):
        section = sections.get((member.org, member.section))
        details = PersonDetails(
            member.name, orgs[member.org], section, _telephone(member), rank_order=rank
        )
        staff.people[member.name] = _person(member, details, admins)
        _posts(staff.people[member.name], member, details, now)
    _roles(staff, admins["sec_admin"])
    _accounts(staff, now)
    return staff


def _orgs(by: Person) -> dict[str, Org]:
    found: dict[str, Org] = {}
    for rank, organ in enumerate(ORGANS, start=1):
        details = OrgDetails(
            organ.name,
            organ.kind,
            short_name=organ.short,
            parent=found.get(organ.superior),
            guidance_parent=found.get(organ.guidance),
            rank_order=rank,
            telephone=organ.phone,
        )
        ours = by.org if organ.code == OURS else None
        found[organ.code] = (
            services.change_org(ours, details, by=by) if ours else services.add_org(details, by=by)
        )
    return found


def _telephone(member: Member) -> str:
    return next(organ.phone for organ in ORGANS if organ.code == member.org)


def _person(member: Member, details: PersonDetails, admins: dict[str, Person]) -> Person:
    admin = admins.get(member.roles[0]) if member.roles else None
    if admin:
        return services.change_person(admin, details, by=admins["sys_admin"])
    return services.add_person(details, by=admins["sys_admin"])


def _posts(person: Person, member: Member, details: PersonDetails, now: datetime) -> None:
    year = timezone.localtime(now).year
    former, ago = FORMER.get(member.name, ("", 4))
    since = date(year - ago, 3, 1)
    if former:
        past = PostDetails(details.org, former, date(year - 6, 5, 1))
        services.add_post(person, past, by=None, now=now)
    services.add_post(person, PostDetails(details.org, member.post, since), by=None, now=now)


def _roles(staff: Staff, by: Person) -> None:
    for member in PEOPLE:
        person = staff.people[member.name]
        for role in member.roles:
            services.grant(person, role, org=staff.orgs[member.org], by=by)
        if member.in_charge_of:
            charged = [staff.orgs[code] for code in member.in_charge_of]
            services.set_charges(person, charged, by=by)
    for name, role in SIGNERS:
        services.grant(staff.people[name], role, org=staff.orgs[OURS], by=by)
    ranked = [staff.people[one.name] for one in PEOPLE if one.org in ("county_gov", OURS)]
    services.set_ranking(OFFICE_RANK, ranked, by=by)


def _accounts(staff: Staff, now: datetime) -> None:
    """人人一个账号；密码都一样，只散列一次，六十次散列要一分多钟。"""
    digest = make_password(PASSWORD)
    values = {"password": digest, "must_change_password": False, "password_changed_at": now}
    for member in PEOPLE:
        name, person = member.username, staff.people[member.name]
        account, is_new = Account.objects.update_or_create(
            person=person, defaults={"username": name, **values}
        )
        if is_new:
            audit.record("account.open", by=None, target=f"account:{account.pk}", detail=name)
