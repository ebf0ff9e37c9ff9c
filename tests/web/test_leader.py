"""领导逐件批阅：一件接一件，他看过以后改了什么。"""

from django.urls import reverse
from django.utils import timezone

from sanban.documents.services import drafting, issuing
from sanban.engine.gongwen.serialise import from_json
from sanban.matters.doers import Choice
from sanban.matters.services import Asked
from tests.web import outgoing_steps as steps
from tests.web.outgoing_steps import text


def test_the_leader_goes_from_one_to_the_next(cast, now, sign_in, prefix):
    made = [
        steps.walk(
            steps.new_draft(cast, now, prefix, title=f"{steps.TITLE[:-2]}第{n}号通知"),
            cast,
            now,
            until="sign_off",
        )
        for n in (1, 2)
    ]
    client = sign_in(cast.mayor)
    assert client.get(reverse("leader")).url == reverse("leader-matter", args=[made[0].pk])
    page = client.get(reverse("leader-matter", args=[made[0].pk]))
    assert (page.context["place"], len(page.context["queue"])) == (1, 2)
    answer = client.post(
        reverse("matter-move", args=[made[0].pk, "sign_off"]), {"remark": "同意", "then": "leader"}
    )
    assert answer.url == reverse("leader")
    assert client.get(answer.url).url == reverse("leader-matter", args=[made[1].pk])
    assert client.get(reverse("leader-matter", args=[made[0].pk])).url == reverse("leader")


def test_the_leader_sees_what_changed_since_he_looked(cast, now, sign_in, at_leader):
    back = {"stage": "review", "remark": "数字再核一下"}
    sign_in(cast.mayor).post(reverse("matter-act", args=[at_leader.pk, "send_back"]), back)
    later = timezone.now()
    version = issuing.newest_of(at_leader.matter)
    edited = version.gongwen.replace("24小时", "全天候")
    drafting.add_version(
        steps.fresh(at_leader),
        from_json(edited),
        way="form",
        reason="照县长意见改",
        by=cast.director,
        now=later,
    )
    steps.review_all(steps.fresh(at_leader), cast, later)
    choice = Choice(people=(cast.mayor,))
    issuing.move(
        steps.fresh(at_leader).matter,
        "to_leader",
        asked=Asked(cast.director, later),
        remark="已改",
        choice=choice,
    )
    page = sign_in(cast.mayor).get(reverse("leader-matter", args=[at_leader.pk]) + "?view=changes")
    assert "<ins>" in text(page)
    assert "全天候" in text(page)


def test_a_change_after_signing_is_seen_first_when_it_comes_back(cast, sign_in, at_leader):
    later = timezone.now()
    issuing.move(
        at_leader.matter, "sign_off", asked=Asked(cast.mayor, later), remark="同意", choice=Choice()
    )
    edited = issuing.newest_of(at_leader.matter).gongwen.replace("24小时", "全天候")
    drafting.add_version(
        steps.fresh(at_leader),
        from_json(edited),
        way="form",
        reason="来电要求改",
        by=cast.clerk,
        now=later,
    )
    matter = steps.fresh(at_leader).matter
    issuing.move(matter, "sign_again", asked=Asked(cast.clerk, later), remark="改了文字，请复审")
    page = sign_in(cast.mayor).get(reverse("leader-matter", args=[at_leader.pk]))
    assert page.context["view"] == "changes"
    assert "<ins>全天候" in text(page)
