"""搜索页：搜得到什么、怎样写、谁看得见，怎样打都不出错。"""

from io import BytesIO

import pytest
from django.urls import reverse
from python_calamine import load_workbook

from sanban.audit.models import AuditLog
from sanban.documents import services as documents
from sanban.documents.services import Registration
from sanban.matters.models import Matter, Visibility
from sanban.search import services as search
from sanban.search.engines import engine
from sanban.search.services import Piece
from sanban.search.tokens import joined
from tests.web.test_cost import MOST, cost

ROUGH = (
    "'", '"', '"""', "“", "”", "-", "--", "- -", "*", "%", "_", "\\", "(", ")", "AND", "OR NOT",
    "NEAR(", "a" * 1000, "防" * 1000, " " * 50, "\t\n", "' OR 1=1 --", "; DROP TABLE x", "{{ q }}",
    "<script>alert(1)</script>", "\u200b", "😀", "\ud7ff", "防", "*防", "^防", "防:", "words:防",
)  # fmt: skip


def register(cast, now, title, **given):
    form = Registration(title=title, sender_name=given.pop("sender", "演示市水务局"), **given)
    made = documents.register(None, form, by=cast.clerk, now=now, send=False, repeat_reason="测试")
    return made.matter


def index(matter, *texts, numbers=()):
    """编进去：标题、文号，卡片和各份文件的文字。"""
    head = joined([matter.title, *numbers])
    pieces = [Piece(n, head, text, label=f"附件{n}.docx") for n, text in enumerate(texts or ("",))]
    search.put(matter.pk, pieces)
    return matter


@pytest.fixture
def flood(cast, now):
    """一件标题里有“防汛”、一件文件里有“防汛”。"""
    titled = index(register(cast, now, "关于做好防汛工作的通知"))
    text = "各乡镇人民政府：请做好防汛值班安排，每日十七时前报送。"
    inside = index(register(cast, now, "关于做好值班工作的通知"), "", text)
    return titled, inside


@pytest.fixture
def look(sign_in, cast):
    def looked(query="", by=None, **given):
        given = {"q": query, **given} if query else given
        return sign_in(by or cast.clerk).get(reverse("search"), given)

    return looked


def titles(page):
    return [row["title"] for row in page.context["rows"]]


def test_titles_come_first_and_the_words_are_marked(look, flood):
    page = look("防汛")
    assert titles(page) == ["关于做好防汛工作的通知", "关于做好值班工作的通知"]
    said = page.content.decode()
    assert "关于做好<mark>防汛</mark>工作的通知" in said
    assert "请做好<mark>防汛</mark>值班安排" in said
    assert '<span class="quiet">附件1.docx</span>' in said
    assert page.context["total"] == "2"


def test_what_is_quoted_is_escaped(look, cast, now):
    index(register(cast, now, "关于<b>防汛</b>的通知"))
    matter = register(cast, now, "关于<i>值班</i>的通知")
    index(matter, "", '<script>alert("防汛")</script>')
    said = look("防汛").content.decode()
    assert "<script>alert" not in said
    assert "关于&lt;b&gt;<mark>防汛</mark>&lt;/b&gt;的通知" in said
    assert "关于&lt;i&gt;值班&lt;/i&gt;的通知" in said
    assert "&lt;script&gt;alert(&quot;<mark>防汛</mark>" in said


def test_only_what_one_may_see_is_found(look, flood, cast):
    for person in (cast.water_liaison, cast.finance_liaison):
        page = look("防汛", by=person)
        assert titles(page) == []
        assert page.context["total"] == "0"
    Visibility.objects.create(matter=flood[1], subject=f"p{cast.water_liaison.pk}")
    assert titles(look("防汛", by=cast.water_liaison)) == [flood[1].title]


def test_it_does_not_matter_how_many_one_may_see(look, flood, cast, monkeypatch):
    for few in (0, 9999):
        monkeypatch.setattr(type(engine()), "most_listed", few)
        assert len(titles(look("防汛"))) == 2


def test_quoted_words_stand_together_and_unwanted_words_are_left_out(look, flood):
    assert titles(look("做好 防汛")) == [flood[0].title, flood[1].title]
    assert titles(look("“做好防汛工作”")) == [flood[0].title]
    assert titles(look("防汛 -值班")) == [flood[0].title]


@pytest.mark.parametrize("words", ROUGH)
def test_no_input_breaks_the_page(look, flood, words):
    page = look(words)
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()


def test_nothing_found_says_how_to_search(look, cast):
    page = look("没有这样的字")
    said = page.content.decode()
    assert "没有找到" in said
    assert "前面写减号" in said
    assert "搜标题、文号、单位、意见和文件里的字" in look().content.decode()


def test_initials_offer_people_and_units(look, sign_in, cast):
    cast.director.initials = "zmy"
    cast.director.save()
    rows = sign_in(cast.clerk).get(reverse("search-suggest"), {"q": "防汛 xswj"}).json()
    assert rows[0]["label"] == "搜“防汛 xswj”"
    assert rows[1]["label"] == "县水务局"
    assert f"org={cast.water.pk}" in rows[1]["go"]
    assert rows[1]["go"].startswith(f"{reverse('search')}?q=%E9%98%B2%E6%B1%9B")
    page = look("zmy")
    assert [one["label"] for one in page.context["alike"]] == ["周明远"]


def test_suggestions_hold_what_one_handled_and_may_see(sign_in, flood, cast):
    found = sign_in(cast.clerk).get(reverse("search-suggest"), {"q": "防汛"}).json()
    assert [row["label"] for row in found] == ["搜“防汛”", "关于做好防汛工作的通知"]
    Visibility.objects.filter(matter=flood[0]).delete()
    found = sign_in(cast.clerk).get(reverse("search-suggest"), {"q": "防汛"}).json()
    assert [row["label"] for row in found] == ["搜“防汛”"]
    assert sign_in(cast.clerk).get(reverse("search-suggest"), {"q": " "}).json() == []


def test_the_administrators_are_not_suggested(sign_in, cast):
    found = sign_in(cast.clerk).get(reverse("search-suggest"), {"q": "系统员"}).json()
    assert len(found) == 1


def test_filters_narrow_what_is_found(look, flood, cast):
    assert len(titles(look("防汛", kind="incoming", year="2026"))) == 2
    for given in ({"kind": "outgoing"}, {"year": "2025"}, {"who": "何立新"}):
        assert titles(look("防汛", **given)) == []
    assert len(titles(look("防汛", who="林晓燕"))) == 2
    assert titles(look("防汛", unit="县财政局")) == []


def test_a_unit_is_known_by_its_words_its_initials_or_its_choice(look, flood, cast):
    flood[0].incoming.sender_org = cast.water
    flood[0].incoming.save()
    for given in ({"unit": "县水务局"}, {"unit": "xswj"}, {"unit": "水务", "org": cast.water.pk}):
        page = look("防汛", **given)
        assert titles(page) == [flood[0].title]
        assert 'value="县水务局"' in page.content.decode()
    said = look("防汛", unit="没有这个局").content.decode()
    assert "没有找到叫“没有这个局”的单位" in said


def test_a_number_finds_exactly_its_documents(look, cast, now):
    numbers = ("演水〔2026〕1号", "演水〔2026〕12号", "演水〔2025〕12号")
    for one in numbers:
        matter = register(cast, now, f"关于{one[-3]}事项的通知", sender_number=one)
        index(matter, numbers=(one,))
    for typed in ("演水〔2026〕12号", "演水[2026]12号", "演水（2026） 12 号"):
        (found,) = look(typed).context["rows"]
        assert found["number"] == "演水〔2026〕12号"
        (found,) = look("", number=typed).context["rows"]
        assert found["number"] == "演水〔2026〕12号"


def test_filters_alone_list_the_latest(look, flood, cast, monkeypatch):
    assert titles(look("", kind="incoming")) == [flood[1].title, flood[0].title]
    assert titles(look("", kind="incoming", who="何立新")) == []
    monkeypatch.setattr("sanban.web.search.latest.MANY", 0)
    monkeypatch.setattr("sanban.web.search.latest.WINDOW", 1)
    page = look("", kind="incoming")
    seen = titles(page)
    while len(seen) < 2:
        after = page.context["next"].rpartition("after=")[2]
        page = look("", kind="incoming", after=after)
        seen += titles(page)
    assert seen == [flood[1].title, flood[0].title]


def test_every_hit_is_on_one_page_only(look, cast, now):
    made = [index(register(cast, now, f"防汛第{n:02d}号通知")) for n in range(45)]
    for order in ("", "relevance"):
        page, seen = look("防汛", order=order), []
        assert page.context["total"] == "45"
        while True:
            seen += titles(page)
            if not page.context["next"]:
                break
            after = page.context["next"].rpartition("after=")[2]
            page = look("防汛", order=order, after=after)
        assert sorted(seen) == sorted(one.title for one in made)


def test_the_export_is_what_was_found(sign_in, flood, cast):
    client = sign_in(cast.clerk)
    answer = client.get(reverse("search-export"), {"q": "防汛"})
    rows = load_workbook(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert [row[1] for row in rows[1:]] == [one.title for one in flood]
    assert [row[7] for row in rows[1:]] == ["标题、文号和意见", "附件1.docx"]


def test_the_words_are_not_written_into_the_audit(look, sign_in, flood, cast):
    look("防汛")
    sign_in(cast.clerk).get(reverse("search-export"), {"q": "防汛"})
    kept = " ".join(f"{one.target} {one.detail}" for one in AuditLog.objects.all())
    assert "搜索结果　2 行" in kept
    assert "防汛" not in kept


# 问法，查几次库：标题里有的，只在文件里有的，几个条件都填的
QUERIES = (
    ("q=事项", 9),
    ("q=正文", 10),
    ("q=正文&kind=incoming&year=2026&unit=县政府办&who=林晓燕", 11),
    ("kind=incoming", 8),
)


def test_a_search_costs_the_same_at_ten_and_at_many(sign_in, cast, now):
    client = sign_in(cast.clerk)
    kept = register(cast, now, "关于事项的通知")
    fill(kept, 30)
    few = costs(client)
    fill(kept, 1000)
    assert costs(client) == few == [count for _, count in QUERIES]
    assert max(few) <= MOST


def costs(client):
    """先打开一回，存半分钟的几样不算在内。"""
    for query, _ in QUERIES:
        client.get(f"{reverse('search')}?{query}")
    return [cost(client, f"{reverse('search')}?{query}")[0] for query, _ in QUERIES]


def fill(like, count):
    plain = {one.attname: getattr(like, one.attname) for one in Matter._meta.concrete_fields}
    rows = [
        Matter(**{**plain, "id": None, "title": f"关于第{n}号事项的通知"}) for n in range(count)
    ]
    subjects = list(like.shown_to.values_list("subject", flat=True))
    for one in Matter.objects.bulk_create(rows):
        Visibility.objects.bulk_create(
            [Visibility(matter=one, subject=subject) for subject in subjects]
        )
        index(one, "", "正文里也说到事项")
