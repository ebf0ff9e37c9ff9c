"""新办公室开头就有的公用常用意见：各环节几条，文书、主任随时可以改。"""

from django.db import transaction

from sanban.matters.models import Phrase

# fmt: off
PHRASES = {
    "register": ("建议呈×领导阅示。", "建议呈×领导阅示；由×牵头，×配合，于×月×日前书面反馈。",
                 "建议送各位领导传阅。", "建议直接交×办理，结果报办公室。"),
    "propose":  ("拟同意文书科意见。", "拟请×领导阅示。", "拟请×领导阅示，由×牵头办理。",
                 "直接交办，按时限反馈。", "请各位领导传阅。"),
    "instruct": ("同意。", "请×阅处。", "请×牵头落实，按时报结果。", "原则同意，请按程序办理。",
                 "请×研究提出意见。", "已阅。"),
    "assign":   ("按领导批示办理。", "请抓紧办理，按时限反馈。"),
    "handle":   ("已办结，情况如下：", "正在办理，预计×月×日前完成。", "无不同意见。",
                 "经研究，提出如下意见："),
    "review":   ("拟请×签发。", "请×会签后再送签发。", "请按花脸稿修改后再送。",
                 "已按意见修改，拟请签发。"),
    "cosign":   ("同意。", "无不同意见。", "同意，建议将×改为×。", "不同意，理由如下："),
    "consult":  ("无不同意见。", "同意，建议将×改为×。", "不同意，理由如下："),
    "sign_off": ("同意。", "发。", "同意，请×同志再核一下数字。", "先送×同志阅，再发。"),
    "recheck":  ("签发手续齐全，内容、文种、格式无误。", "签发后改了文字，请复审。"),
    "reading":  ("已阅。", "请相关单位抓好落实。"),
    "complete": ("已按批示办结，答复来文单位。", "传阅完毕，存档。", "已转承办单位落实。"),
}
# fmt: on


@transaction.atomic
def load_phrases() -> int:
    """装上公用的常用意见，返回几条；已经有公用的就不再装。"""
    if Phrase.objects.filter(person=None).exists():
        return 0
    rows = [
        Phrase(stage=stage, text=text, position=place)
        for stage, texts in PHRASES.items()
        for place, text in enumerate(texts, start=1)
    ]
    return len(Phrase.objects.bulk_create(rows))


AT_FOUNDING = (load_phrases,)
"""建好办公室以后接着办的。"""
