"""认要素要用的字样：单位、字号、日期、文种，只在这里写一次。"""

import re

KINDS = (
    "决议", "决定", "命令", "令", "公报", "公告", "通告", "意见", "通知", "通报", "报告",
    "请示", "批复", "议案", "函", "纪要",
)  # fmt: skip
OTHER_KINDS = (
    "方案", "要点", "总结", "讲话", "汇报", "简报", "专报", "计划", "办法", "规定", "细则",
    "预案", "制度", "条例", "清单", "规划", "规则", "建议", "说明", "倡议书", "公示", "启事",
    "安排", "提纲",
)  # fmt: skip
ENDINGS = (
    "人民政府", "政府", "委员会", "办公室", "办公厅", "县委", "市委", "省委", "区委", "州委",
    "旗委", "党委", "党组", "党工委", "工委", "管委会", "人大常委会", "人大", "政协", "纪委",
    "监委", "团委", "局", "厅", "部", "署", "院", "会", "中心", "处", "科", "站", "所", "社",
    "公司", "集团", "银行", "学校", "大学", "学院", "中学", "小学", "幼儿园", "支队", "大队",
    "总队", "指挥部", "领导小组", "专班", "支行", "分行", "法院", "检察院", "馆", "台",
    "街道办", "联合会", "工会", "妇联", "总社", "医院", "林场", "农场", "办", "组", "园区",
    "开发区",
)  # fmt: skip

ORG_NAME = rf"[一-龥〇（）()·]{{1,40}}?(?:{'|'.join(sorted(ENDINGS, key=len, reverse=True))})"
ORG = re.compile(rf"{ORG_NAME}(?:（[^）]{{1,20}}）)?")
BETWEEN_ORGS = re.compile(r"[、，,;；]")
YEAR_OPEN, YEAR_CLOSE = "〔［\\[（(【〈<﹝{", "〕］\\]）)】〉>﹞}"
DOC_NUMBER = re.compile(
    rf"[一-龥A-Za-z]{{1,14}}[{YEAR_OPEN}](?:19|20)?\d{{2}}年?[{YEAR_CLOSE}]第?\d{{1,5}}号"
)
SERIAL = re.compile(
    rf"[（(]?(?:总?第[\d一二三四五六七八九十百〇零]+[次期号](?:会议)?"
    rf"|[{YEAR_OPEN}]20\d{{2}}[{YEAR_CLOSE}]第?\d{{1,4}}号)[）)]?"
)
DATE = re.compile(
    r"(?:(?:19|20)\d{2}|[一二][九〇○O0零一二三四五六七八]{3})年"
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})日"
)
PRINTED = re.compile(rf"(?:{ORG_NAME})?.*?(?:{DATE.pattern})(?:印发|印制|印)")
COPY_NO = re.compile(r"(?:份号[:：]?|№|[Nn][Oo][.．:：]?)?\d{6}")
SECRECY = re.compile(r"[【（(\[]?(?:绝密|机密|秘密)[】）)\]]?(?:[★☆*＊].{0,8})?")
URGENCY = re.compile(
    r"(?:紧急程度|等级)?[:：]?[【（(\[]?(?:特急|加急|特提|平急|急件|紧急)[】）)\]]?(?:[·.]?明电)?"
)
# 网页、电报抬头上带栏名的行，不是公文要素
LABEL = re.compile(
    r"(?:索引号|发布时间|发布日期|信息来源|来源|主题分类|发文机关|发文日期|生成日期|公开类型|有效性"
    r"|浏览次数|点击数|责任编辑|作者|发电单位|签批盖章|打印|字体|字号)[:：]"
)
SIGNER = re.compile(r"签发人(?:[:：].{0,40})?")
CLASS_NAMES = re.compile(
    r"^(?:各|县|市|省|区|州|乡|镇|局|委|厅|办|中央|国务院|有关|全|本|驻|直属|贵|你|尊敬)"
    r"|单位|部门|机构|乡镇|街道|企业|公司|政府|委员会|办公|局|院|人大|政协|同志"
)
NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d{1,2}[.．、]|（\d+）)"
)
ATTACHMENT_NOTE = re.compile(r"^附件?[:：]|^附件?\d{0,2}[:：]")
ATTACHMENT_LABEL = re.compile(r"^附件(?:\d{1,2}|[一二三四五六七八九十]{1,2})?[:：]?$|^附[:：]?$")
CC = re.compile(r"^(?:抄送|抄报|主送|分送|发送|抄发|送)[:：]")
PAGE_NO = re.compile(r"[-—–─－_]*(?:第?\d{1,4}页?(?:[/／共]\d{1,4}页?)?)[-—–─－_]*")
RULE_LINE = re.compile(r"[-—–─－_=*★☆·.…~～\s]+")
ANNOTATION = re.compile(r"^[（(].*[）)]$")
KIND_END = re.compile(
    rf"(?:{'|'.join(sorted(KINDS + OTHER_KINDS, key=len, reverse=True))})(?:[（(《].{{0,40}})?$"
)
ATTENDANCE = re.compile(
    r"^(?:出席|列席|请假|缺席|参加|参会|主持|记录|时间|地点|主持人)(?:人员?)?[:：]"
)

NARROW = {0xFF10 + n: 0x30 + n for n in range(10)}
NARROW |= {base + n: base - 0xFEE0 + n for base in (0xFF21, 0xFF41) for n in range(26)}


def only_orgs(bare: str) -> bool:
    """整行只是一个或几个单位的名字。"""
    names = BETWEEN_ORGS.split(bare) if len(bare) <= 120 else [""]
    return all(ORG.fullmatch(name) for name in names)


def squeeze(text: str) -> str:
    """去掉所有空白，全角数字、字母变半角；只用来认，不用来改。"""
    return re.sub(r"[\s\u3000\u200b\ufeff]+", "", text).translate(NARROW)
