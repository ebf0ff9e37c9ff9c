"""找：短栏在前、新的在前、看不见的一点也不露。"""

from sanban.people.models import Person
from sanban.search import finding
from sanban.search.finding import Cursor, Sight, find
from sanban.search.models import Passage, Reach
from sanban.search.services import Piece, forget
from sanban.search.tokens import joined


def piece(title, body="", *, slot=0, **more):
    return Piece(slot, joined([title]), body, **more)


def everyone():
    return Person.objects.all()


def found(words, **how):
    return find(words, visible=how.pop("visible", everyone()), **how)


def hits(words, **how):
    return [one.owner for one in found(words, **how).hits]


def test_a_word_in_the_text_is_found(shelf):
    one = shelf(piece("关于防汛的通知", "请各单位做好水库巡查。"))
    shelf(piece("关于防火的通知", "请各单位做好林区巡查。"))
    assert hits("水库") == [one]
    assert hits("防火 水库") == []


def test_titles_come_first_then_the_newest(shelf):
    first = shelf(piece("水库巡查"))
    second = shelf(piece("通知", "巡查水库"))
    third = shelf(piece("通报", "水库水库"))
    assert hits("水库") == [first, third, second]


def test_words_may_fall_partly_in_the_title(shelf):
    one = shelf(piece("防汛通知"), piece("防汛通知", "水库巡查表", slot=1))
    assert hits("防汛 巡查表") == [one]


def test_one_matter_is_listed_once_however_many_pieces_have_it(shelf):
    many = shelf(piece("通知"), *(piece("通知", "水库巡查", slot=n) for n in range(1, 60)))
    other = shelf(piece("通报", "水库"))
    seen = found("水库", many=1)
    assert [one.owner for one in seen.hits] == [other]
    assert seen.total == 2
    assert hits("水库", after=seen.next) == [many]


def test_exact_phrases_and_unwanted_words(shelf):
    both = shelf(piece("通知", "加强水库巡查，做好防火"))
    one = shelf(piece("通知", "加强水库 巡查"))
    assert hits('"水库巡查"') == [one, both]
    assert hits("水库 -防火") == [one]
    assert hits("水库 －“防火”") == [one]


def test_a_document_number_finds_exactly_its_documents(shelf):
    wanted = shelf(piece("关于预算的批复", "依据演府办〔2026〕12号"))
    shelf(piece("通知", "演府办〔2026〕120号"))
    shelf(piece("通知", "演府办〔2025〕12号"))
    shelf(piece("通知", "演府办〔2026〕112号，演府发〔2026〕12号"))
    for typed in (
        "演府办〔2026〕12号", "演府办[2026]12号", "演府办（2026）12号", "演府办 〔2026〕 12 号",
        "演府办【２０２６】１２号", "演府办 (2026)12 号", '"演府办〔2026〕12号"',
    ):  # fmt: skip
        assert hits(typed) == [wanted], typed


def test_one_character_looks_in_the_short_columns(shelf):
    one = shelf(piece("水务局来文", "内容"))
    shelf(piece("通知", "水"))
    assert hits("水") == [one]
    assert found("水").total == 1
    assert hits("文") == [one]


def test_nonsense_gives_nothing_and_no_error(shelf):
    shelf(piece("通知", "水库"))
    for typed in ("", " ", '"', '""', "-", "--", "-水库", '"" -""', "\0", "\ud800", "*", "“", "(",
                  "AND", "水库 AND", "NEAR(水库", "水库*", "%", "_", "\x1e", "\ufdd0"):  # fmt: skip
        assert found(typed).hits == (), typed


def test_pages_follow_one_another_without_gaps_or_repeats(shelf):
    titled = [shelf(piece(f"水库第{n}号")) for n in range(7)]
    plain = [shelf(piece("通知", "水库"), piece("通知", "水库", slot=1)) for _ in range(9)]
    wanted = titled[::-1] + plain[::-1]
    for many in (1, 2, 3, 4, 7, 8, 16, 20):
        seen, after = [], None
        while True:
            page = found("水库", many=many, after=after)
            seen += [one.owner for one in page.hits]
            assert page.total == 16
            if page.next is None:
                break
            after = Cursor.read(str(page.next))
        assert seen == wanted, many


def test_words_in_the_short_columns_of_one_file_only_are_found_in_the_text(shelf):
    one = shelf(piece("通知"), piece("水库附件", slot=1))
    assert hits("水库") == [one]


def test_pages_go_on_beyond_what_was_counted(shelf, monkeypatch):
    monkeypatch.setattr(finding, "MOST_COUNTED", 4)
    wanted = [shelf(piece("通知", "水库"), piece("通知", "水库", slot=1)) for _ in range(12)][::-1]
    for few in (True, False):
        seen, after = [], None
        while not seen or after:
            page = found("水库", many=3, after=after, visible=Sight(everyone(), is_few=few))
            seen += [one.owner for one in page.hits]
            assert (page.total, page.is_capped) == (4, True)
            after = page.next
        assert seen == wanted


def test_the_count_stops_at_a_thousand(shelf):
    for _ in range(3):
        shelf(piece("通知", "水库"))
    assert (found("水库").total, found("水库").is_capped) == (3, False)


def test_relevance_puts_the_title_and_the_repeated_first(shelf):
    titled = shelf(piece("水库巡查"))
    often = shelf(piece("通知", "水库，水库，水库"))
    once = shelf(piece("通知", "水库"))
    page = found("水库", order="relevance", many=2)
    assert [one.owner for one in page.hits] == [titled, often]
    assert hits("水库", order="relevance", after=page.next, many=2) == [once]


def test_what_may_not_be_seen_leaves_no_trace(shelf):
    mine = shelf(piece("通知", "水库"))
    shelf(piece("水库通报", "水库"))
    visible = Person.objects.filter(pk=mine)
    for sight in (visible, Sight(visible), Sight(visible, is_few=True)):
        seen = found("水库", visible=sight, many=1)
        assert ([one.owner for one in seen.hits], seen.total, seen.next) == ([mine], 1, None)
        assert found("通报", visible=sight).total == 0
    assert found("水库", visible=Person.objects.none()).total == 0


def test_inner_pieces_are_for_those_inside(shelf):
    one = shelf(piece("通知"), piece("通知", "内部意见水库", slot=1, reach=Reach.INSIDE))
    two = shelf(piece("通知"), piece("通知", "撤回的水库", slot=2, reach=Reach.KEPT))
    assert hits("水库") == []
    assert found("水库").total == 0
    assert hits("水库", visible=Sight(everyone(), inside=everyone())) == [one]
    assert hits("水库", visible=Sight(everyone(), kept=Person.objects.filter(pk=two))) == [two]
    assert hits("水库", visible=Sight(everyone(), inside=Person.objects.none())) == []


def test_filters_narrow(shelf):
    one = shelf(piece("水库甲"))
    shelf(piece("水库乙"))
    within = Person.objects.filter(pk=one)
    assert hits("水库", within=within) == [one]
    assert found("水库", within=within).total == 1
    assert hits("水库", within=Person.objects.none()) == []


def test_what_is_changed_or_forgotten_is_no_longer_found(shelf):
    one = shelf(piece("水库", "巡查"), piece("水库", "附件文字", slot=1))
    shelf(piece("大坝", "检修"), owner=one)
    assert hits("水库") == hits("巡查") == hits("附件") == []
    assert hits("大坝 检修") == [one]
    forget(one)
    assert hits("大坝") == []
    assert not Passage.objects.exists()


def test_part_of_a_matter_can_be_put_without_touching_the_rest(shelf):
    one = shelf(piece("水库"), piece("水库", "附件文字", slot=1))
    shelf(piece("大坝"), owner=one, whole=False)
    assert hits("大坝") == [one]
    assert hits("附件文字") == [one]
    shelf(piece("大坝"), Piece(1, "大坝", None), owner=one)
    assert hits("附件文字 大坝") == [one]


def test_a_quote_marks_where_the_words_are(shelf):
    shelf(piece("关于水库的通知", "第一条。各县（市）要做好ＡＢＣ水 库巡查，“按时”报告。第三条"))
    (hit,) = found("abc水库 按时报告").hits
    (quote,) = hit.quotes
    shown = [quote.text[start:end] for start, end in quote.marks]
    assert shown == ["ＡＢＣ水 库", "按时”报告"]
    assert quote.text.startswith("各县（市）")


def test_a_quote_never_carries_markup_or_line_breaks(shelf):
    shelf(piece("通知", "<script>\n水库</script>\x1e下一栏"))
    (hit,) = found("水库").hits
    assert hit.quotes[0].text.strip() == "水库</script> 下一栏"
