"""页面测试共用：一份发文照流程一步步走到某个环节。"""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sanban.documents.models import AssessmentKind, Outcome, Outgoing
from sanban.documents.services import drafting, issuing, prefixes
from sanban.documents.services.drafting import DraftForm
from sanban.documents.services.issuing import Result, SealOrder
from sanban.documents.services.prefixes import PrefixForm
from sanban.matters.doers import ASSIST, Choice
from sanban.matters.services import Asked

TITLE = "演示县人民政府办公室关于做好秋季森林草原防火工作的通知"
BODY = """为做好秋季森林草原防火工作，经县政府同意，现就有关事项通知如下。

# 压实防火责任

各乡镇人民政府要落实属地管理责任，逐山头、逐地块明确责任人，把任务落实到村、到户、到人。

# 开展隐患排查

重点排查林区输配电线路、旅游景区等部位，建立台账，请于2026年12月8日前将排查情况报县政府办公室。

# 强化值班备勤

严格执行24小时值班和领导带班制度，遇有火情及时处置、按规定报告。
"""
MOST = 12
"""发文的一页最多查几次库。"""
STAGES = ("draft", "review", "sign_off", "recheck", "number", "print", "dispatch", "archive")


def new_prefix(cast, text="演政办发"):
    form = PrefixForm(text=text, issuer="演示县人民政府办公室", label="普发性文件")
    return prefixes.add_prefix(form, by=cast.clerk)


def new_draft(cast, now, prefix, **changes):
    plain = {
        "doc_kind": "notice",
        "title": TITLE,
        "prefix": prefix,
        "main_recipients": "各乡镇人民政府，县政府各部门",
        "publicity": "open",
        "contact": "孙佳，8200123",
        "body": BODY,
    }
    return drafting.start_draft(DraftForm(**{**plain, **changes}), by=cast.drafter, now=now)


def fresh(outgoing):
    return Outgoing.objects.select_related("matter__org", "matter__route", "prefix").get(
        pk=outgoing.pk
    )


def walk(outgoing, cast, now, *, until):
    """走到 `until` 环节；各步都是最平常的办法。"""
    for stage in STAGES[: STAGES.index(until)]:
        if fresh(outgoing).matter.stage == stage:
            STEPS[stage](fresh(outgoing), cast, now)
    return fresh(outgoing)


def _send(outgoing, code, by, now, **more):
    return issuing.move(outgoing.matter, code, asked=Asked(by, now), **more)


def _draft(outgoing, cast, now):
    _send(outgoing, "to_review", cast.drafter, now)


def review_all(outgoing, cast, now):
    passed = Result(Outcome.PASS)
    results = {one.code: passed for one in issuing.items_for(outgoing)}
    for one in issuing.machine_checks(outgoing, now=now):
        if one.outcome == Outcome.FIX:
            results[one.rule] = Result(Outcome.COMMENT, "已核对，可以不改")
    results["wording"] = Result(Outcome.COMMENT, "查出的都看过了")
    issuing.review(outgoing, results, by=cast.director, now=now)
    for kind in issuing.assessments_for(outgoing):
        issuing.assess(
            outgoing, AssessmentKind(kind).value, Result(Outcome.PASS), by=cast.director, now=now
        )


def _review(outgoing, cast, now):
    review_all(outgoing, cast, now)
    choice = Choice(people=(cast.mayor,))
    _send(outgoing, "to_leader", cast.director, now, remark="拟请何县长签发", choice=choice)


def _sign_off(outgoing, cast, now):
    _send(outgoing, "sign_off", cast.mayor, now, remark="同意发。")


def _recheck(outgoing, cast, now):
    _send(outgoing, "to_number" if outgoing.is_numbered else "to_print", cast.clerk, now)


def _number(outgoing, cast, now):
    _send(outgoing, "number", cast.clerk, now)


def _print(outgoing, cast, now):
    issuing.make_finals(outgoing, by=cast.clerk, now=now)
    found = issuing.seal_check(fresh(outgoing))
    order = SealOrder(
        seal_name="演示县人民政府办公室印章",
        copies=60,
        waive_reason="查过，不影响盖章" if found else "",
    )
    issuing.use_seal(fresh(outgoing), order, by=cast.director, now=now)
    _send(outgoing, "print", cast.clerk, now, extra=issuing.Extra(copies=60))


def _dispatch(outgoing, cast, now):
    choice = Choice(orgs=((cast.finance, ASSIST), (cast.water, ASSIST)))
    _send(outgoing, "dispatch", cast.clerk, now, choice=choice)


STEPS = {
    "draft": _draft,
    "review": _review,
    "sign_off": _sign_off,
    "recheck": _recheck,
    "number": _number,
    "print": _print,
    "dispatch": _dispatch,
}


def text(answer):
    return answer.content.decode()


def matter_url(outgoing, tab="file"):
    return reverse("matter", args=[outgoing.pk]) + f"?tab={tab}"


def cost(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen), "\n".join(one["sql"][:160] for one in seen)
