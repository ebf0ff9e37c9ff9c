"""减负：一周要了几次，同样的事有没有。"""

from datetime import date

from sanban.supervision.services import burden
from sanban.supervision.services.burden import asked_of, burden_words, same_kind
from tests.supervision.conftest import assign, form_for, propose


def test_a_week_is_counted_by_unit_and_kind(cast, django_assert_num_queries):
    assign(cast, propose(cast, cycle="weekly"))
    assign(cast, propose(cast, cycle="monthly", assist_orgs=()))
    orgs = [cast.water, cast.finance, cast.office]
    with django_assert_num_queries(2):
        found = asked_of(orgs, date(2026, 9, 24))
    assert found[cast.water.pk].kinds == (("每周反馈", 1), ("每月 25 日反馈", 1))
    assert found[cast.office.pk].total == 0 and found[cast.office.pk].kinds == ()
    this_week = asked_of(orgs, date(2026, 9, 20))[cast.finance.pk]
    assert (this_week.assigned, this_week.kinds[-1]) == (2, ("新交办", 2))
    assert asked_of(orgs, date(2026, 9, 21))[cast.finance.pk].assigned == 0


def test_the_office_reads_it_in_one_sentence(cast):
    assign(cast, propose(cast, cycle="weekly"))
    asked = asked_of([cast.water], date(2026, 9, 24))[cast.water.pk]
    said = "县水务局这一周已经有 1 项要办要报（每周反馈 1 次），能并的请并。"
    assert burden_words(cast.water, asked) == said
    assert burden_words(cast.office, burden.Asked()) == ""


def test_items_alike_are_offered_for_merging(cast, proposed):
    same = form_for(cast, title="修复县城北环路防洪堤险段", basis="")
    assert same_kind(same) == [proposed]
    basis = form_for(cast, title="另一件事")
    assert same_kind(basis) == [proposed]
    assert same_kind(form_for(cast, title="清理河道垃圾", basis="")) == []
    assert same_kind(form_for(cast, basis="", lead_org=cast.finance, assist_orgs=())) == []
    assert same_kind(form_for(cast, lead_org=None, assist_orgs=())) == []
