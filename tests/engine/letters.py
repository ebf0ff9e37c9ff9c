"""十几份格局各异的样文，和每份应当提取出的值。"""

from tests.engine.samples import Sample, rows

SAMPLES = (
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
    Sample(
        "plain_notice",
        rows("""
title|关于召开全县信访工作联席会议的通知
to|各乡镇、县直有关单位：
text|经县委同意，定于2026年9月25日上午召开全县信访工作联席会议。请各单位于9月23日下午6时前将参会人员名单报县信访局。
text|联系人：王芳　联系电话：8213344
sign|云川县信访局
sign|2026年9月19日
"""),
        {
            "sender_org": "云川县信访局",
            "sender_number": None,
            "title": "关于召开全县信访工作联席会议的通知",
            "doc_kind": "通知",
            "issue_date": "2026-09-19",
            "main_recipient": "各乡镇、县直有关单位",
            "due_on": "2026-09-23",
            "contact": "王芳 8213344",
        },
    ),
    Sample(
        "chinese_date_and_round_brackets",
        rows("""
mark|陇山市财政局文件
number|陇财预（2026）019号
title|关于下达2026年第二批乡村振兴
title|衔接资金预算的通知
to|各县（区）财政局：
text|根据省财政厅通知精神，现将2026年第二批衔接资金预算下达你们，请按照资金管理办法执行。
text|请于二〇二七年一月十五日前将资金分配情况报送我局。
sign|陇山市财政局
sign|二〇二六年十二月二十一日
imprint|抄送：市审计局，市乡村振兴局。
imprint|陇山市财政局办公室⇥2026年12月21日印发
"""),
        {
            "sender_org": "陇山市财政局",
            "sender_number": "陇财预〔2026〕19号",
            "title": "关于下达2026年第二批乡村振兴衔接资金预算的通知",
            "doc_kind": "通知",
            "issue_date": "2026-12-21",
            "main_recipient": "各县（区）财政局",
            "due_on": "2027-01-15",
            "cc_recipient": "市审计局，市乡村振兴局",
        },
    ),
    Sample(
        "next_year_deadline",
        rows("""
mark|陇山市人民政府办公室文件
number|陇政办发〔2026〕102号
title|陇山市人民政府办公室关于报送
title|2026年度工作总结的通知
to|各县区人民政府，市政府各部门：
text|请各县区、各部门认真总结全年工作，并于1月10日前将书面总结报送市政府办公室。
sign|陇山市人民政府办公室
sign|2026年12月18日
"""),
        {
            "sender_org": "陇山市人民政府办公室",
            "sender_number": "陇政办发〔2026〕102号",
            "title": "陇山市人民政府办公室关于报送2026年度工作总结的通知",
            "issue_date": "2026-12-18",
            "due_on": "2027-01-10",
            "doc_kind": "通知",
        },
    ),
    Sample(
        "circular_with_attachments",
        rows("""
copy|加急
mark|云川县人民政府文件
number|云政发〔2026〕20号
title|云川县人民政府关于2026年上半年
title|重点工作完成情况的通报
to|各乡镇人民政府，县政府各部门、各直属机构：
text|上半年，各乡镇、各部门围绕全年目标真抓实干，重点工作取得积极进展。现将有关情况通报如下。
text|一、总体情况
text|全县列入台账的86项重点工作，已完成41项，正常推进39项，滞后6项。
text|二、存在问题
text|个别部门重视不够，推进不力，反馈不及时。
text|附件：2026年上半年重点工作完成情况表
sign|云川县人民政府
sign|2026年7月10日
to|附件
bold|2026年上半年重点工作完成情况表
text|白石乡完成5项，青河镇完成7项。
imprint|抄送：县委各部门，县人大常委会办公室。
imprint|云川县人民政府办公室⇥2026年7月10日印发
"""),
        {
            "sender_org": "云川县人民政府",
            "sender_number": "云政发〔2026〕20号",
            "title": "云川县人民政府关于2026年上半年重点工作完成情况的通报",
            "doc_kind": "通报",
            "issue_date": "2026-07-10",
            "urgency": "加急",
            "main_recipient": "各乡镇人民政府，县政府各部门、各直属机构",
            "cc_recipient": "县委各部门，县人大常委会办公室",
            "nature": "read_item",
            "due_on": None,
        },
    ),
    Sample(
        "reply",
        rows("""
mark|陇山市人民政府
right|陇政函〔2026〕56号
title|陇山市人民政府关于同意云川县城市更新
title|专项规划（2026—2030年）的批复
to|云川县人民政府：
text|你县《关于审批〈云川县城市更新专项规划（2026—2030年）〉的请示》（云政发〔2026〕15号）收悉。现批复如下：
text|一、原则同意《云川县城市更新专项规划（2026—2030年）》。
text|二、你县要认真组织实施规划。
text|此复。
sign|陇山市人民政府
sign|2026年6月1日
"""),
        {
            "sender_org": "陇山市人民政府",
            "sender_number": "陇政函〔2026〕56号",
            "title": "陇山市人民政府关于同意云川县城市更新专项规划（2026—2030年）的批复",
            "doc_kind": "批复",
            "issue_date": "2026-06-01",
            "main_recipient": "云川县人民政府",
        },
    ),
    Sample(
        "web_copy_number_below_title",
        rows("""
title|云川县人民政府办公室关于印发云川县
title|冬春季火灾防控工作方案的通知
center|云政办发〔2026〕61号
to|各乡镇人民政府、县政府有关部门：
text|《云川县冬春季火灾防控工作方案》已经县政府同意，现印发给你们，请认真贯彻执行。
sign|云川县人民政府办公室
sign|2026年11月2日
title|云川县冬春季火灾防控工作方案
text|为做好冬春季火灾防控工作，制定本方案。
text|一、工作目标。坚决防范重特大火灾事故。
"""),
        {
            "sender_org": "云川县人民政府办公室",
            "sender_number": "云政办发〔2026〕61号",
            "title": "云川县人民政府办公室关于印发云川县冬春季火灾防控工作方案的通知",
            "doc_kind": "通知",
            "issue_date": "2026-11-02",
            "main_recipient": "各乡镇人民政府、县政府有关部门",
        },
    ),
    Sample(
        "report_with_byline",
        rows("""
title|云川县农业农村局
title|关于2026年春耕备耕工作情况的报告
center|（2026年4月12日）
to|县人民政府：
text|今年以来，我局认真贯彻县委、县政府部署，扎实做好春耕备耕工作。现将有关情况报告如下。
text|一、主要做法。落实种子、化肥储备，组织农机检修。
text|特此报告。
"""),
        {
            "title": "云川县农业农村局关于2026年春耕备耕工作情况的报告",
            "sender_org": "云川县农业农村局",
            "issue_date": "2026-04-12",
            "doc_kind": "报告",
            "main_recipient": "县人民政府",
            "nature": "read_item",
        },
    ),
    Sample(
        "spaced_mark_and_wide_recipients",
        rows("""
copy|№ 000103
copy|加急
mark|云 川 县 水 务 局
number|云水发〔2026〕9 号
title|云川县水务局关于开展水库安全度汛⏎专项检查的通知
to|各乡镇人民政府，县应急管理局、县气象局、县自然资源局、县交通运输局、县住建局，各水库管理所：
text|为确保水库安全度汛，决定开展专项检查，现就有关事项通知如下：
text|一、检查时间：2026年5月6日至5月20日。
text|二、检查结果请于5月25日前书面反馈县水务局（联系人：杨帆；电话：0939-8219876）。
sign|云川县水务局
sign|2026年4月28日
"""),
        {
            "sender_org": "云川县水务局",
            "sender_number": "云水发〔2026〕9号",
            "title": "云川县水务局关于开展水库安全度汛专项检查的通知",
            "copy_no": "000103",
            "urgency": "加急",
            "issue_date": "2026-04-28",
            "doc_kind": "通知",
            "main_recipient": "各乡镇人民政府，县应急管理局、县气象局、县自然资源局、"
            "县交通运输局、县住建局，各水库管理所",
            "due_on": "2026-05-25",
            "contact": "杨帆 0939-8219876",
        },
    ),
)
