"""演示县的来文、单位和人员。"""

import re
from collections import Counter
from datetime import date

from demo.office import ORGANS, PEOPLE, SECTIONS
from demo.texts import papers

TODAY = date(2026, 9, 11)
PAPERS = papers(TODAY)
ROLES = {
    "clerk", "director", "leader", "section_head", "drafter", "supervisor", "info_officer",
    "duty_officer", "liaison", "archivist", "sys_admin", "sec_admin", "audit_admin",
}  # fmt: skip


def test_there_are_forty_papers_with_names_of_their_own():
    assert len(PAPERS) == len({paper.key for paper in PAPERS}) == 40
    assert len({paper.title for paper in PAPERS}) == 40


def test_dates_move_with_today():
    later = papers(date(2027, 9, 11))
    assert all((b.date - a.date).days == 365 for a, b in zip(PAPERS, later, strict=True))
    assert PAPERS[0].due == date(2026, 9, 20)
    assert any("9月20日前" in text for text in PAPERS[0].paragraphs)


def test_no_paper_is_dated_after_today():
    assert all(paper.date <= TODAY for paper in PAPERS)


def test_every_placeholder_is_filled():
    assert not [p.key for p in PAPERS if re.search(r"[{}]", "".join((*p.paragraphs, p.title)))]


def test_every_due_day_stands_in_the_text_or_is_urgent():
    for paper in PAPERS:
        assert paper.due is None or paper.action


def test_no_paper_bears_a_classification_mark():
    words = ("绝密", "机密", "秘密")
    assert not [p.key for p in PAPERS if any(w in "".join(p.paragraphs) + p.title for w in words)]


def test_only_upward_papers_name_a_signer():
    for paper in PAPERS:
        upward = paper.kind in ("请示", "报告") and paper.layout == "general"
        assert bool(paper.signer) == upward, paper.key


def test_numbers_have_their_form():
    form = re.compile(r"^[一-龥]{1,12}〔20\d{2}〕[1-9]\d{0,4}号$|^第\d+[次期]$|^$")
    assert not [p.number for p in PAPERS if not form.match(p.number)]


def test_every_county_sender_is_an_organ_of_the_office():
    names = {organ.name for organ in ORGANS}
    county = [
        p.issuer for p in PAPERS if p.issuer.startswith("演示县") and "委员会" not in p.issuer
    ]
    assert not [name for name in county if name not in names]


def test_people_belong_to_organs_and_sections_that_exist():
    codes = {organ.code for organ in ORGANS}
    places = {(place.org, place.name) for place in SECTIONS}
    assert len(codes) == len(ORGANS) == 35
    for person in PEOPLE:
        assert person.org in codes
        assert set(person.roles) <= ROLES
        assert set(person.in_charge_of) <= codes
        if person.org == "gov_off" and person.section:
            assert (person.org, person.section) in places


def test_names_are_not_shared_and_every_role_is_played():
    assert max(Counter(person.name for person in PEOPLE).values()) == 1
    assert {role for person in PEOPLE for role in person.roles} == ROLES


def test_every_county_unit_below_has_a_liaison():
    served = {person.org for person in PEOPLE if "liaison" in person.roles}
    units = {organ.code for organ in ORGANS if organ.kind in ("dept", "township", "npc", "cppcc")}
    assert units <= served


def test_the_three_administrators_hold_no_other_role():
    exclusive = {"sys_admin", "sec_admin", "audit_admin"}
    for person in PEOPLE:
        assert not exclusive & set(person.roles) or len(person.roles) == 1
