"""各文种的底稿：短短几段，开头和结尾照惯例写好，“××”的地方由起草人填。"""

from dataclasses import dataclass

from sanban.engine.gongwen.kinds import DOC_KINDS

BLANK = "××"


@dataclass(frozen=True, slots=True)
class Template:
    """一个文种的底稿：`use` 用在什么时候（条例第八条），`body` 正文，`annotation` 附注。"""

    kind: str
    use: str
    body: str
    annotation: str = ""


# fmt: off
TEMPLATES = {one.kind: one for one in (
    Template("notice", "发布、传达要求下级执行和有关单位周知的事项，批转、转发公文",
"""为做好××工作，现就有关事项通知如下：

一、总体要求

××。

二、主要任务

××。

三、工作要求

××。请认真抓好落实。"""),
    Template("request", "向上级请求指示、批准；一文一事，只主送一个机关",
"""因××，需要××。现将有关情况请示如下：

一、基本情况

××。

二、请示事项

××。

妥否，请批示。""", "联系人：××，电话：××"),
    Template("report", "向上级汇报工作、反映情况、答复询问；不夹带请示事项",
"""现将××工作情况报告如下：

一、工作开展情况

××。

二、存在的问题

××。

三、下一步打算

××。

特此报告。"""),
    Template("reply", "答复下级的请示；要写明来文的标题和文号",
"""《关于××的请示》（××）收悉。经研究，现批复如下：

一、同意××，××。

二、××，××。

此复。"""),
    Template("letter", "不相隶属的机关之间商洽、询问、答复、请求批准",
"""为××，现就××函告如下：

××。

请予支持为盼。""", "联系人：××，电话：××"),
    Template("opinion", "对重要问题提出见解和处理办法",
"""为××，现提出如下意见。

一、总体要求

××。

二、重点任务

（一）××。××。

（二）××。××。

三、保障措施

××。"""),
    Template("circular", "表彰先进、批评错误、传达重要精神和重要情况",
"""××年以来，××。现将有关情况通报如下：

一、基本情况

××。

二、存在的问题

××。

三、下一步要求

××。请各单位引以为鉴，认真整改。"""),
    Template("minutes", "记载会议主要情况和议定事项",
"""××年××月××日，××同志主持召开会议，研究××工作。现将会议议定事项纪要如下：

一、关于××

会议听取了××的汇报，议定：

（一）××。

（二）××。

二、关于××

会议议定：××。"""),
    Template("decision", "对重要事项作出决策和部署、奖惩、变更或者撤销下级不适当的决定",
"""为××，根据××，决定如下：

一、××，××。

二、××，××。

本决定自发布之日起施行。"""),
    Template("resolution", "会议讨论通过的重大决策事项；标题下写明通过的会议和日期",
"""××会议听取和审议了××。会议认为，××。

会议决定：

一、××，××。

二、××，××。

会议号召，××。"""),
    Template("order", "公布行政法规和规章、宣布施行重大强制性措施、嘉奖有关单位和人员",
"""《××》已经××会议通过，现予公布，自××年××月××日起施行。"""),
    Template("communique", "公布重要决定或者重大事项",
"""××年××月××日，××。现将有关情况公布如下：

××。"""),
    Template("proclamation", "向国内外宣布重要事项或者法定事项",
"""根据××，现将××公告如下：

一、××，××。

二、××，××。

特此公告。"""),
    Template("public_notice", "在一定范围内公布应当遵守或者周知的事项",
"""为××，根据××，现将有关事项通告如下：

一、××，××。

二、××，××。

本通告自发布之日起施行。"""),
    Template("bill", "政府向同级人大或者人大常委会提请审议事项",
"""为××，县人民政府提出××，已经县人民政府常务会议讨论通过，现提请审议。

附说明。

请予审议。"""),
)}
# fmt: on


def template_of(kind: str) -> Template:
    """一个文种的底稿；十五个文种都有。"""
    return TEMPLATES[kind]


def title_for(kind: str, subject: str, issuer: str) -> str:
    """由事由写出标题：发文机关＋关于……的＋文种；已经写全的照旧。"""
    said = "".join(subject.split("\n")).strip()
    name = DOC_KINDS[kind].name
    if not said or said.endswith(name):
        return said
    about = said.removeprefix("关于").removesuffix("的")
    return f"{issuer}关于{about}的{name}"
