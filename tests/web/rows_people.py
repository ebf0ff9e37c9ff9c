"""机构人员各页：谁能进，没有权的当作没有这一页。"""

from datetime import date

from sanban.matters.models import Phrase
from sanban.people.models import Delegation, OfficeSection, Person, Post


def of(name):
    return lambda get: {"pk": getattr(get("cast"), name).pk}


def a_section(get):
    return {"pk": OfficeSection.objects.create(org=get("cast").finance, name="预算股").pk}


def a_post(get):
    cast = get("cast")
    made = Post.objects.create(
        person=cast.outsider, org=cast.finance, name="科员", since=date(2020, 1, 1)
    )
    return {"pk": made.pk}


def a_holding(get):
    return {"pk": get("cast").archivist.holdings.get().pk}


def an_account(get):
    return {"pk": get("accounts")[get("cast").clerk.pk].pk}


def one_without_account(get):
    return {"pk": Person.objects.create(name="新人", org=get("cast").office).pk}


def one_who_left(get):
    return {"pk": Person.objects.create(name="旧人", org=get("cast").office, is_active=False).pk}


def a_delegation(get):
    cast = get("cast")
    days = {"since": date(2026, 9, 1), "until": date(2099, 9, 1)}
    return {"pk": Delegation.objects.create(person=cast.mayor, deputy=cast.deputy, **days).pk}


def a_phrase(get):
    return {"pk": Phrase.objects.create(person=get("cast").mayor, text="同意。").pk}


def code(name):
    return lambda get: {"code": name}


def page(name, given, ok, no, *, method="get", status=200):
    """一页的各行：能进的、不能进的、没登录的。"""
    return [
        *((name, method, who, status, given) for who in ok),
        *((name, method, who, 404, given) for who in no),
        (name, method, None, 302, given),
    ]


def act(name, given, ok, no, *, status=302):
    """一个动作的各行；只收 POST。"""
    return [
        *page(name, given, ok, no, method="post", status=status),
        (name, "get", ok[0], 405, given),
    ]


KEEP = ("sys_admin", "clerk", "director")
NOT_KEEP = ("mayor", "finance_liaison", "drafter", "outsider", "sec_admin", "audit_admin")
WORK = ("clerk", "mayor", "finance_liaison", "drafter")
NOT_WORK = ("outsider", "sys_admin", "sec_admin", "audit_admin")
SEC = ("sec_admin",)
NOT_SEC = ("sys_admin", "audit_admin", "clerk", "director", "mayor", "outsider")
SYS = ("sys_admin",)
NOT_SYS = ("sec_admin", "audit_admin", "clerk", "director", "mayor", "outsider")

ROWS = [
    *page("pick-people", None, (*WORK, "sys_admin"), ("outsider", "sec_admin", "audit_admin")),
    *page("pick-orgs", None, (*WORK, "sys_admin"), ("outsider", "sec_admin", "audit_admin")),
    *page("orgs", None, KEEP, NOT_KEEP),
    *page("org-new", None, KEEP, NOT_KEEP),
    ("org-new", "post", "clerk", 422, None),
    *page("org-edit", of("finance"), KEEP, NOT_KEEP),
    ("org-edit", "post", "clerk", 422, of("finance")),
    *act("org-in-use", of("finance"), KEEP, NOT_KEEP, status=409),
    *act("org-section-add", of("finance"), KEEP, NOT_KEEP, status=409),
    *act("org-section-remove", a_section, KEEP, NOT_KEEP),
    *page("records-import", code("orgs"), KEEP, NOT_KEEP),
    *page("records-import", code("people"), KEEP, NOT_KEEP),
    *page("records-import", code("roles"), SEC, NOT_SEC),
    ("records-import", "get", "clerk", 404, code("matters")),
    ("records-import", "post", "clerk", 422, code("orgs")),
    *act("records-apply", code("people"), KEEP, NOT_KEEP, status=409),
    *act("records-apply", code("roles"), SEC, NOT_SEC, status=409),
    *act("records-faults", code("people"), KEEP, NOT_KEEP, status=409),
    *page("records-template", code("orgs"), KEEP, NOT_KEEP),
    *page("records-template", code("roles"), SEC, NOT_SEC),
    *page("records-export", code("people"), KEEP, NOT_KEEP),
    *page("records-export", code("roles"), SEC, NOT_SEC),
    *page("people", None, KEEP, NOT_KEEP),
    *page("person-new", None, KEEP, NOT_KEEP),
    ("person-new", "post", "clerk", 422, None),
    *page("person-ranking", None, KEEP, NOT_KEEP),
    ("person-ranking", "post", "clerk", 409, None),
    *page("person-edit", of("deputy"), KEEP, NOT_KEEP),
    ("person-edit", "post", "clerk", 422, of("deputy")),
    *act("person-post-add", of("deputy"), KEEP, NOT_KEEP, status=409),
    *act("person-post-end", a_post, KEEP, NOT_KEEP, status=409),
    *act("person-charges", of("deputy"), KEEP, NOT_KEEP),
    *act("person-retire", of("outsider"), ("sys_admin",), ("clerk", "director", "sec_admin")),
    *act("person-return", one_who_left, ("sys_admin",), ("clerk", "director", "audit_admin")),
    *page("roles", None, SEC, NOT_SEC),
    *page("role-edit", of("outsider"), SEC, NOT_SEC),
    ("role-edit", "post", "sys_admin", 404, of("outsider")),
    ("role-edit", "post", "sec_admin", 422, of("outsider")),
    *act("role-revoke", a_holding, SEC, NOT_SEC),
    *page("accounts", None, SYS, NOT_SYS),
    *page("accounts-export", None, SYS, NOT_SYS),
    *page("account-new", one_without_account, SYS, NOT_SYS),
    ("account-new", "post", "sys_admin", 422, one_without_account),
    *act("account-reset", an_account, SYS, NOT_SYS, status=200),
    *act("account-enabled", an_account, SYS, NOT_SYS),
    *act("account-unlock", an_account, SYS, NOT_SYS),
    *page("delegations", None, WORK, NOT_WORK),
    ("delegations", "post", "clerk", 422, None),
    *act("delegation-cancel", a_delegation, ("mayor", "director"), NOT_WORK),
    ("delegation-cancel", "post", "clerk", 409, a_delegation),
    *page("phrases", None, WORK, NOT_WORK),
    ("phrases", "post", "clerk", 422, None),
    *act("phrase-remove", a_phrase, ("mayor",), NOT_WORK),
    ("phrase-remove", "post", "clerk", 409, a_phrase),
    *act("phrase-move", a_phrase, ("mayor",), NOT_WORK),
    ("phrase-move", "post", "clerk", 409, a_phrase),
]
