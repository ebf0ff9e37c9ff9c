"""每页查几次库：十件和一万件一样，都不超过十二次。"""

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sanban.archives.models import ArchiveItem
from sanban.documents import services
from sanban.documents.models import Distribution, Incoming
from sanban.documents.services import Registration
from sanban.matters import services as matters
from sanban.matters.doers import Choice
from sanban.matters.models import Matter, Todo, Visibility
from sanban.matters.services import Asked

MOST, MATTER = 12, 10


def registered(cast, now, count, *, start=0):
    made = []
    for n in range(start, start + count):
        form = Registration(title=f"关于第{n:05d}号事项的通知", sender_name=f"演示第{n}局")
        made.append(
            services.register(
                None, form, by=cast.clerk, now=now, send=n % 2 == 0, repeat_reason="测试"
            )
        )
    return made


def cost(client, url):
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(url).status_code == 200
    return len(seen), "\n".join(one["sql"][:200] for one in seen)


def grow(cast, now, since, until):
    """各张表各添一段：事项、收文、待办、待阅、已办、可见、发给单位的、归档的。"""
    first = Matter.objects.order_by("pk").first()
    plain = {one.attname: getattr(first, one.attname) for one in Matter._meta.concrete_fields}
    here = range(since, until)
    made = Matter.objects.bulk_create(
        [Matter(**{**plain, "id": None, "title": f"关于第{n}号事项的通知"}) for n in here], 2000
    )
    rows = list(zip(here, made, strict=True))
    todo = {"stage": "register", "round": 1, "person": cast.clerk, "opened_at": now}
    for state, reading in (("open", False), ("open", True), ("done", False)):
        kept = {**todo, "state": state, "is_reading": reading, "closed_at": now}
        mode = "reading" if reading else "main"
        Todo.objects.bulk_create([Todo(matter=one, mode=mode, **kept) for _, one in rows], 2000)
    shown = f"r{cast.office.pk}.clerk"
    Visibility.objects.bulk_create([Visibility(matter=one, subject=shown) for _, one in rows], 2000)
    Incoming.objects.bulk_create([_incoming(n, one, now) for n, one in rows], 1000)
    sent = {"org": cast.water, "by": cast.clerk, "sent_at": now}
    Distribution.objects.bulk_create([Distribution(matter=one, **sent) for _, one in rows], 2000)
    ArchiveItem.objects.bulk_create([_item(n, one, cast, now) for n, one in rows], 1000)


def _incoming(n, matter, now):
    return Incoming(
        matter=matter, receipt_year=2026, receipt_no=n + 1000, received_at=now, code=f"C{n}"
    )


def _item(n, matter, cast, now):
    return ArchiveItem(
        matter=matter, fonds_no="Z109", year=2026, retention="Y", section_code="BGS", item_no=n + 1,
        archival_code=f"档{n}", title=matter.title, archived_at=now, archived_by=cast.clerk,
    )  # fmt: skip


# 页，谁看，十件、一万件时查几次：共几件过了一千的，一分钟里不重数
LISTS = (
    ("desk", "", "clerk", 7, 7),
    ("desk", "?tab=reading", "clerk", 8, 7),
    ("desk", "?tab=done", "clerk", 8, 7),
    ("desk", "?tab=started", "clerk", 8, 7),
    ("register", "", "clerk", 8, 7),
    ("register", "?year=&text=事项", "clerk", 10, 10),
    ("received", "?tab=all", "water_liaison", 6, 6),
    ("archive", "", "clerk", 7, 7),
)


def test_every_list_costs_the_same_at_ten_and_at_ten_thousand(cast, now, sign_in):
    registered(cast, now, 1)
    grow(cast, now, 0, 10)
    few = costs(cast, sign_in)
    grow(cast, now, 10, 10_000)
    many = costs(cast, sign_in)
    assert few == {page + query: count for page, query, _, count, _ in LISTS}
    assert many == {page + query: count for page, query, _, _, count in LISTS}
    assert max(few.values()) <= MOST


def costs(cast, sign_in):
    """各页查几次；存着的先清掉，免得正好在热身和数之间到期。"""
    cache.clear()
    return {
        page + query: cost(sign_in(getattr(cast, who)), reverse(page) + query)[0]
        for page, query, who, *_ in LISTS
    }


def test_a_matter_page_costs_little(cast, now, sign_in):
    (incoming,) = registered(cast, now, 1)
    asked = Asked(cast.director, now)
    chosen = Choice(people=(cast.mayor, cast.deputy))
    matters.move(incoming.matter, "to_leaders", asked=asked, remark="拟呈阅示", choice=chosen)
    matters.circulate(incoming.matter, [cast.drafter], by=cast.clerk, now=now)
    for person in (cast.mayor, cast.clerk):
        client = sign_in(person)
        count, said = cost(client, reverse("matter", kwargs={"pk": incoming.pk}))
        assert count == MATTER, said


def test_a_matter_page_costs_the_same_with_many_units_and_opinions(cast, now, sign_in):
    (incoming,) = registered(cast, now, 1)
    orgs = [(cast.finance, "lead"), (cast.water, "assist")]
    move = matters.move
    move(incoming.matter, "to_clerk", asked=Asked(cast.director, now), remark="拟直接交办")
    move(incoming.matter, "assign", asked=Asked(cast.clerk, now), choice=Choice(orgs=tuple(orgs)))
    for person in (cast.finance_liaison, cast.water_liaison):
        move(incoming.matter, "report_back", asked=Asked(person, now), remark="已办")
        step = incoming.matter.steps.order_by("number").last()
        matters.withdraw_opinion(step, by=person, now=now, remark="已全部办好")
    client = sign_in(cast.clerk)
    count, said = cost(client, reverse("matter", kwargs={"pk": incoming.pk}))
    assert count == MATTER, said


def test_the_badge_is_the_list(cast, now, sign_in):
    client = sign_in(cast.clerk)
    registered(cast, now, 7)
    page = client.get(reverse("desk"))
    shown = page.context["shell"]["todo_count"]
    assert shown == str(len(page.context["rows"])) == str(Todo.objects.desk_of(cast.clerk).count())


def test_the_register_is_the_same_however_it_is_looked_up(cast, now, sign_in, monkeypatch):
    """看得见的少从看得见的找起，多就逐件去问；从哪头找，列的、数的、翻的都一样。"""
    made = registered(cast, now, 30)
    subject = f"r{cast.office.pk}.leader"
    for one in made[::3]:
        Visibility.objects.get_or_create(matter=one.matter, subject=subject)
        Visibility.objects.get_or_create(matter=one.matter, subject=f"p{cast.mayor.pk}")
    for person in (cast.mayor, cast.clerk, cast.drafter):
        client = sign_in(person)
        for query in (
            "?year=",
            f"?year={now.year}",
            "?year=&nature=read_item",
            "?year=&text=00003",
        ):
            seen = []
            for most in (0, 9999):
                monkeypatch.setattr("sanban.web.documents.register.FEW", most)
                monkeypatch.setattr("sanban.web.documents.register.MANY", most)
                monkeypatch.setattr("sanban.documents.models.incoming.FEW", most)
                seen.append(_leafed(client, reverse("register") + query))
            assert seen[0] == seen[1]
    assert len(seen[0][1]) == 0


def _leafed(client, url):
    """一页页翻到底：一共几件，各行的号。"""
    numbers, total = [], ""
    while url:
        page = client.get(url)
        pager = page.context["pager"]
        total = pager.total
        numbers += [row["number"] for row in page.context["rows"]]
        url = reverse("register") + pager.next if pager.next else ""
    assert total == str(len(numbers)) == str(len(set(numbers)))
    return total, numbers
