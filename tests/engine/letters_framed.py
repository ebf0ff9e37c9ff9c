"""有版头版记的样文：标准的、联合的、上行的、信函、纪要。"""

from tests.engine.samples import Sample, rows

FRAMED = (
    Sample(
        "standard_notice",
        rows("""
copy|000012
copy|特急
blank|
mark|云川县人民政府办公室文件
blank|
number|云政办发〔2026〕35号
blank|
title|云川县人民政府办公室
title|关于做好2026年国庆节期间安全生产工作的通知
blank|
to|各乡镇人民政府，县政府各部门：
text|为做好国庆节期间安全生产工作，经县政府同意，现将有关事项通知如下。
text|一、压实责任。各乡镇、各部门要严格落实安全生产责任制，层层传导压力，把责任落到每一个岗位、每一个环节。
text|二、及时报送。请于9月21日前将工作方案报送县政府办公室。联系人：李明，联系电话：0939-8212345。
blank|
text|附件：1. 安全生产检查表
text|　　　2. 检查情况汇总表
blank|
sign|云川县人民政府办公室
sign|2026年9月8日
text|（此件公开发布）
blank|
imprint|抄送：县委办公室，县人大常委会办公室，县政协办公室。
imprint|云川县人民政府办公室⇥2026年9月8日印发
"""),
        {
            "sender_org": "云川县人民政府办公室",
            "sender_number": "云政办发〔2026〕35号",
            "title": "云川县人民政府办公室关于做好2026年国庆节期间安全生产工作的通知",
            "doc_kind": "通知",
            "issue_date": "2026-09-08",
            "main_recipient": "各乡镇人民政府，县政府各部门",
            "urgency": "特急",
            "copy_no": "000012",
            "signer": None,
            "cc_recipient": "县委办公室，县人大常委会办公室，县政协办公室",
            "due_on": "2026-09-21",
            "nature": "action_item",
            "contact": "李明 0939-8212345",
        },
    ),
    Sample(
        "joint_issue",
        rows("""
mark|中共云川县委办公室
mark|云川县人民政府办公室文件
number|云办发〔2026〕7号
blank|
title|中共云川县委办公室 云川县人民政府办公室
title|印发《关于推进乡村治理积分制的实施方案》的
title|通知
to|各乡镇党委和人民政府，县直各部门，各人民团体：
text|《关于推进乡村治理积分制的实施方案》已经县委、县政府同意，现印发给你们，请结合实际认真贯彻落实。
sign|中共云川县委办公室
sign|云川县人民政府办公室
sign|2026年3月16日
blank|
imprint|中共云川县委办公室⇥2026年3月17日印发
"""),
        {
            "sender_org": "中共云川县委办公室、云川县人民政府办公室",
            "sender_number": "云办发〔2026〕7号",
            "title": "中共云川县委办公室云川县人民政府办公室印发"
            "《关于推进乡村治理积分制的实施方案》的通知",
            "doc_kind": "通知",
            "issue_date": "2026-03-16",
            "main_recipient": "各乡镇党委和人民政府，县直各部门，各人民团体",
            "urgency": None,
            "copy_no": None,
            "signer": None,
            "due_on": None,
            "nature": "action_item",
        },
    ),
    Sample(
        "upward_request",
        rows("""
mark|云川县白石乡人民政府文件
upward|白政发〔2026〕12号⇥签发人：周正国
blank|
title|白石乡人民政府关于解决村道水毁修复资金的请示
to|云川县人民政府：
text|今年汛期，我乡连续遭受强降雨，三条村道路基受损，群众出行困难。经测算，修复需资金48万元。
text|为尽快恢复通行，特请求县政府安排专项资金48万元。
text|妥否，请批示。
sign|云川县白石乡人民政府
sign|2026年8月3日
text|（联系人：马建军，电话：13993901234）
"""),
        {
            "sender_org": "云川县白石乡人民政府",
            "sender_number": "白政发〔2026〕12号",
            "title": "白石乡人民政府关于解决村道水毁修复资金的请示",
            "doc_kind": "请示",
            "issue_date": "2026-08-03",
            "main_recipient": "云川县人民政府",
            "signer": "周正国",
            "nature": "action_item",
            "contact": "马建军 13993901234",
            "due_on": None,
        },
    ),
    Sample(
        "joint_request_two_signers",
        rows("""
mark|云川县教育局
mark|云川县财政局文件
upward|云教发〔2026〕41号⇥签发人：赵学文
right|钱丰年
title|关于申报2027年义务教育薄弱学校改造项目的请示
to|市教育局、市财政局：
text|根据市上部署，我县拟申报三所学校的改造项目，所需材料已经县政府审定。
text|当否，请批复。
sign|云川县教育局
sign|云川县财政局
sign|2026年10月20日
"""),
        {
            "sender_org": "云川县教育局、云川县财政局",
            "sender_number": "云教发〔2026〕41号",
            "title": "关于申报2027年义务教育薄弱学校改造项目的请示",
            "doc_kind": "请示",
            "issue_date": "2026-10-20",
            "main_recipient": "市教育局、市财政局",
            "signer": "赵学文、钱丰年",
        },
    ),
    Sample(
        "letter_layout",
        rows("""
mark|云川县自然资源局
right|云自然资函〔2026〕88号
blank|
title|云川县自然资源局关于商请提供
title|林地数据的函
to|县林业和草原局：
text|因开展国土空间规划修编，需使用全县林地变更调查数据。请贵局于2026年11月30日前将数据函复我局。
text|专此函达。
sign|云川县自然资源局
sign|2026年11月12日
"""),
        {
            "sender_org": "云川县自然资源局",
            "sender_number": "云自然资函〔2026〕88号",
            "title": "云川县自然资源局关于商请提供林地数据的函",
            "doc_kind": "函",
            "issue_date": "2026-11-12",
            "main_recipient": "县林业和草原局",
            "due_on": "2026-11-30",
            "nature": "action_item",
        },
    ),
    Sample(
        "minutes",
        rows("""
mark|云川县人民政府常务会议纪要
number|第12次
imprint|云川县人民政府办公室⇥2026年5月18日
blank|
title|十九届县人民政府第12次常务会议纪要
text|2026年5月15日，县长王建国主持召开县政府常务会议，研究了以下事项。现将会议议定事项纪要如下。
text|一、会议听取了县农业农村局关于春耕生产情况的汇报，原则同意所提意见。
text|二、会议研究了全县防汛准备工作，要求各乡镇在6月1日前完成隐患排查。
text|出席：王建国、李卫东、张秀英
text|列席：县委办公室负责同志
"""),
        {
            "sender_org": "云川县人民政府办公室",
            "title": "十九届县人民政府第12次常务会议纪要",
            "sender_number": "第12次",
            "doc_kind": "纪要",
            "issue_date": "2026-05-18",
            "main_recipient": None,
            "due_on": "2026-06-01",
        },
    ),
)
