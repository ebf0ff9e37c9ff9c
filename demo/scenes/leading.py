"""还在登记、拟办、批示、分办的。"""

from demo.acts import DIRECTOR, add_signer, go, instruct, propose, record, remind, send_back, submit
from demo.scenes.scene import Scene

LEADING = (
    # 登记
    Scene("nanping_wage", "docx", 0.6, proposal="建议呈郑国平副县长阅示；由县水务局牵头协调放水。",
          small=True),
    Scene(
        "flood_summary", "docx", 4.0,
        (
            submit(),
            send_back(DIRECTOR, "register", "来文要求附统计表，登记时没有看到附件，请与市防汛办"
                      "联系补齐后再送。"),
        ),
        proposal="建议由县水务局牵头，县应急局配合起草，报郑国平副县长审定后上报。",
    ),
    # 拟办
    Scene("civil_relief", "pdf", 1.6, (submit(),), small=True,
          proposal="特急。建议呈何立新县长、苏文静副县长阅示；由县财政局会县民政局提出拨付意见。"),
    Scene("market_notice", "docx", 2.8, (submit(),),
          proposal="建议呈唐志远副县长阅示；由县市场监管局牵头，县住建局、县应急局配合。"),
    Scene("baisha_fishing", "txt", 1.1, (submit("许文彬"),), by="许文彬",
          proposal="建议呈郑国平副县长阅知，送县应急局、县交通局传阅。"),
    Scene(
        "figures_plain", "txt", 5.5,
        (
            submit(),
            add_signer(DIRECTOR, "陈思源", "前三季度指标与我们手上的快报有出入，请综合科先核一核。",
                     hours=0.8),
        ),
        proposal="建议由县统计局会县发改局、县财政局核对后书面回复。",
    ),
    # 批示
    Scene(
        "heating_request", "docx", 9.5,
        (
            submit(),
            propose("拟请何立新县长、马宏图副县长阅示。建议由县财政局牵头，县住建局配合，"
                    "从预备费中提出安排意见。", "何立新 马宏图"),
            record("许文彬", "何立新", "instruct", "供热事关民生，不能等。请宏图同志牵头，财政、"
                   "住建抓紧会商，抢修先行，资金跟上。", hours=3.2),
        ),
        proposal="建议呈何立新县长、马宏图副县长阅示；由县财政局牵头，县住建局配合。",
        small=True,
    ),
    Scene(
        "hekou_bridge", "pdf", 4.8,
        (
            submit(),
            propose("特急。拟请何立新县长、马宏图副县长阅示，建议由县交通局牵头，县应急局、"
                    "县财政局配合抢修。", "何立新 马宏图", hours=0.4),
        ),
        proposal="特急。建议呈何立新县长、马宏图副县长阅示；由县交通局牵头抢修。",
        small=True,
    ),
    Scene(
        "wheat_report", "ofd", 4.2,
        (
            submit("许文彬"),
            propose("请何立新县长、郑国平副县长阅示。", "何立新 郑国平"),
        ),
        by="许文彬",
        proposal="建议呈何立新县长、郑国平副县长阅知。",
    ),
    Scene(
        "emergency_drill", "docx", 5.8,
        (
            submit(),
            propose("拟请郑国平副县长阅示。建议由县应急局牵头组织，参演单位按时报送名单。",
                    "郑国平"),
        ),
        proposal="建议呈郑国平副县长阅示；由县应急局牵头，县林草局、县卫健局、县公安局参演。",
    ),
    Scene(
        "reform_plan", "docx", 22.0,
        (
            submit(),
            propose("拟请马宏图副县长阅示。规划涉及资金和用地，建议先征求县财政局意见。",
                    "马宏图"),
            add_signer("马宏图", "贾丰年", "规划总投资偏大，县级配套从哪里来，请财政先拿个意见。",
                     hours=4.0),
        ),
        proposal="建议呈马宏图副县长阅示；由县发改局会县财政局、县自然资源局修改完善。",
    ),
    Scene(
        "cppcc_visit", "ofd", 11.0,
        (
            submit("许文彬"),
            propose("拟请苏文静副县长阅示。建议由县文旅局牵头，县农业农村局、白沙镇配合做好"
                    "视察准备。", "苏文静"),
        ),
        by="许文彬",
        proposal="建议呈苏文静副县长阅示；由县文旅局牵头准备汇报材料。",
    ),
    # 分办
    Scene(
        "clinic_request", "docx", 34.0,
        (
            submit(),
            propose("拟请何立新县长、苏文静副县长阅示。建议由县卫健局牵头，县财政局、县发改局"
                    "配合论证。", "何立新 苏文静"),
            instruct("何立新", "请文静同志组织论证，规模要与服务人口相称，不留债务。", hours=5.0),
            instruct("苏文静", "按县长批示办。请卫健局会同财政、发改一周内拿出论证意见。",
                     hours=7.5),
            remind(DIRECTOR, "批示已经出来，请文书科今日分办。", hours=14.0),
        ),
        proposal="建议呈何立新县长、苏文静副县长阅示；由县卫健局牵头，县财政局、县发改局配合。",
        small=True,
    ),
    Scene(
        "office_meeting", "pdf", 7.5,
        (submit(), go(DIRECTOR, "to_clerk", "我参加。请文书科报送参会回执，行政科安排车辆。",
                      hours=0.9)),
        proposal="建议由周明远主任参会，回执报市委办。",
    ),
)  # fmt: skip
