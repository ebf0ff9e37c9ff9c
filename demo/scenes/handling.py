"""交办以后的：承办中、反馈中、逾期的、今日到期的、传阅中的。"""

from demo.acts import (
    CLERK,
    DIRECTOR,
    assign,
    chase,
    circulate,
    go,
    instruct,
    propose,
    read,
    remind,
    report,
    sign_for,
    submit,
    take_back,
)
from demo.files import make_xlsx
from demo.paperwork import answer, correct, distribute, open_copy, sign_copy
from demo.scenes.scene import Scene
from sanban.documents.services import Upload

LEADERS = "何立新 郑国平 苏文静 马宏图 唐志远"
FUNDS = Upload(
    "小型水利设施管护经费安排表.xlsx",
    make_xlsx(
        "小型水利设施管护经费安排表（万元）",
        [
            ["乡镇", "年初预算", "已下达", "待下达"],
            ["柳湾镇", 96, 90, 6],
            ["青石镇", 71, 66, 5],
            ["河口乡", 68, 60, 8],
            ["东山镇", 64, 59, 5],
            ["白沙镇", 66, 61, 5],
            ["南坪乡", 55, 50, 5],
        ],
    ),
)

HANDLING = (
    Scene(
        "water_check", "docx", 15.5,
        (
            submit(),
            propose("拟请何立新县长、郑国平副县长阅示。建议由县水务局牵头，县财政局、"
                    "县农业农村局配合，按市里要求完成自查并按时上报。", "何立新 郑国平"),
            instruct("何立新", "请国平同志牵头落实。自查要逐渠逐站见实底，不走过场。", hours=1.8),
            instruct("郑国平", "请水务局牵头，财政、农业农村局配合，三日内拿出自查方案。",
                     hours=1.5),
            assign("water finance farming"),
            sign_for("宋开渠"),
            sign_for("毛细算", hours=0.5),
            report("毛细算", "已核对今年小型水利设施管护经费安排：年初预算420万元，已下达"
                   "386万元，余34万元拟于本月拨付。明细见附表。", hours=4.0, uploads=(FUNDS,)),
        ),
        proposal="建议呈何立新县长、郑国平副县长阅示；由县水务局牵头，县财政局、县农业农村局"
                 "配合，按时上报自查报告。",
        small=True,
    ),
    Scene(
        "autumn_fire", "pdf", 6.5,
        (
            submit(),
            propose("特急。拟请郑国平副县长阅示，建议由县林草局牵头，县应急局和有林乡镇落实。",
                    "郑国平", hours=0.5),
            instruct("郑国平", "立即转发各乡镇、各有关部门，值班领导到岗，火源管住。", hours=0.8),
            assign("forestry emergency qingshi nanping", hours=0.3),
            sign_for("林青山", hours=0.3),
            sign_for("段急先", hours=0.2),
            sign_for("石磊", hours=0.4),
        ),
        proposal="特急。建议呈郑国平副县长阅示；由县林草局牵头，县应急局、青石镇、南坪乡落实。",
    ),
    Scene(
        "liuwan_water", "docx", 33.0,
        (
            submit(),
            propose("拟请郑国平副县长阅示。建议由县水务局牵头，县财政局配合提出资金意见。",
                    "郑国平"),
            instruct("郑国平", "群众吃水是大事。请水务局到现场核实，财政局研究补助渠道，"
                     "一并提出意见。", hours=4.0),
            assign("water finance"),
            sign_for("宋开渠"),
            sign_for("毛细算"),
            remind(CLERK, "时限将到，请抓紧反馈。", hours=15.0),
        ),
        proposal="建议呈郑国平副县长阅示；由县水务局牵头，县财政局配合。",
    ),
    Scene(
        "culture_festival", "docx", 60.0,
        (
            submit(),
            propose("拟请苏文静副县长阅示。建议由县文旅局牵头，县公安局、县卫健局配合完善方案。",
                    "苏文静"),
            instruct("苏文静", "原则同意。规模从简，安全第一，请公安、卫健同步制定保障方案。",
                     hours=6.0),
            assign("culture police health"),
            sign_for("游小川"),
            sign_for("雷鸣"),
            report("雷鸣", "安保方案已拟定，计划投入警力45人，设停车点3处、医疗通道1条。",
                   hours=16.0),
            remind(CLERK, "请县文旅局、县卫健局抓紧，按时限反馈。", hours=20.0),
        ),
        proposal="建议呈苏文静副县长阅示；由县文旅局牵头，县公安局、县卫健局配合。",
    ),
    Scene(
        "labour_wages", "ofd", 38.0,
        (
            submit(),
            go(DIRECTOR, "to_orgs", "直接交办：由县人社局牵头，县公安局、县住建局配合，报送排查"
               "台账。", orgs="labour police housing", hours=1.5),
            sign_for("夏和谐"),
            sign_for("高建楼"),
            report("高建楼", "全县在建项目21个，工资专户开设率100%，未发现拖欠。", hours=12.0),
        ),
        proposal="建议直接交县人社局牵头办理，县公安局、县住建局配合。",
    ),
    Scene(
        "dongshan_pears", "txt", 45.0,
        (
            submit("许文彬"),
            propose("拟请马宏图副县长阅示。建议由县自然资源局牵头，县发改局配合，指导镇里办理"
                    "用地手续。", "马宏图"),
            instruct("马宏图", "请自然资源局主动服务，能并联的并联办理。", hours=6.0),
            assign("land reform", by="许文彬"),
            sign_for("程绘图"),
            sign_for("范小军"),
            report("范小军", "项目已备案，符合县冷链物流发展规划，我局无不同意见。", hours=10.0),
        ),
        by="许文彬",
        proposal="建议呈马宏图副县长阅示；由县自然资源局牵头，县发改局配合。",
    ),
    Scene(
        "npc_suggestions", "ofd", 24.0,
        (
            submit(),
            propose("拟请马宏图副县长阅示。建议由县发改局牵头，县交通局、县教育局分别办理，"
                    "答复代表并抄送县人大办。", "马宏图"),
            instruct("马宏图", "请各承办单位与代表面对面沟通，件件有回音。", hours=5.0),
            assign("reform transport"),
            take_back(CLERK, hours=0.1),
            assign("reform transport education", hours=0.1),
            sign_for("范小军"),
            sign_for("路宽"),
            sign_for("尹兰"),
        ),
        proposal="建议呈马宏图副县长阅示；由县发改局牵头，县交通局、县教育局办理。",
    ),
    Scene(
        "budget_review", "pdf", 27.0,
        (
            submit(),
            go(DIRECTOR, "to_orgs", "请县财政局按时限报送，报送前送我审核。", orgs="finance",
               hours=1.0),
            sign_for("毛细算"),
            correct("市财政局来电：原件附表第3栏单位有误，换发更正后的文本。", hours=8.0),
        ),
        proposal="建议直接交县财政局办理，经主任审核后报送。",
    ),
    Scene(
        "supervision_minutes", "docx", 18.0,
        (
            submit(),
            go(DIRECTOR, "to_orgs", "会议议定事项请县水务局牵头落实，督查室跟踪。",
               orgs="water liuwan finance", hours=1.5),
            sign_for("柳如烟"),
            distribute("reform housing health", "请知悉，涉及本单位的请配合。", hours=1.0),
            sign_copy("范小军"),
        ),
        proposal="建议交县水务局牵头，柳湾镇、县财政局配合落实，送县发改局等单位知悉。",
    ),
    Scene(
        "audit_notice", "docx", 40.0,
        (
            submit(),
            propose("拟请何立新县长阅示。建议由县财政局牵头，县教育局、县交通局配合整改。",
                    "何立新"),
            instruct("何立新", "照单全收，逐项整改，举一反三。请财政局牵头汇总。", hours=4.0),
            assign("finance education transport"),
            sign_for("毛细算"),
            sign_for("尹兰"),
            sign_for("路宽"),
            report("尹兰", "涉及我局的2个问题已整改到位，佐证材料已送县财政局。", hours=7.0),
            report("路宽", "涉及我局的1个问题已整改，资金12.6万元已缴回国库。", hours=4.0),
            report("毛细算", "11个问题已整改9个，其余2个已明确责任人和完成时限，整改报告已报"
                   "县审计局。", hours=6.0),
        ),
        proposal="建议呈何立新县长阅示；由县财政局牵头，县教育局、县交通局配合整改。",
        small=True,
    ),
    # 传阅
    Scene(
        "burden_rules", "pdf", 30.0,
        (
            submit(),
            go(DIRECTOR, "to_readers", "请各位领导传阅，办公室全体学习。", hours=1.5),
            circulate(CLERK, f"{LEADERS} 罗建中 秦素梅 陈思源", "请传阅。"),
            read("何立新", hours=3.0),
            read("罗建中", "已组织学习。"),
            read("马宏图", "办公室带头落实，先把会议和文件压下来。", hours=2.0),
            chase(CLERK, hours=9.0),
            read("秦素梅", hours=1.0),
        ),
        proposal="建议送各位县长、副县长传阅。",
        small=True,
    ),
    Scene(
        "safety_opinion", "ofd", 24.0,
        (
            go(CLERK, "pass_round", hours=0.3),
            circulate(CLERK, "何立新 马宏图 郑国平 高建楼 段急先", "请阅知，抓好农村自建房安全。"),
            read("马宏图", "请住建局对照意见再排查一遍。", hours=4.0),
            read("高建楼", hours=2.0),
        ),
        proposal="建议送何立新县长，马宏图、郑国平副县长及县住建局、县应急局传阅。",
    ),
    Scene(
        "executive_minutes", "docx", 40.0,
        (
            go(CLERK, "pass_round", hours=0.3),
            distribute("finance education water health liuwan qingshi hekou", "请认真贯彻落实。",
                       wants_handling=True, hours=1.0),
            sign_copy("毛细算", hours=1.0),
            open_copy("毛细算", hours=0.2),
            sign_copy("尹兰", hours=0.5),
            sign_copy("宋开渠", hours=0.5),
            open_copy("宋开渠", hours=1.5),
            answer("宋开渠", "议定事项已列入本周工作安排。", hours=9.0),
            sign_copy("柳如烟", hours=0.5),
        ),
        proposal="建议印送各有关单位贯彻落实。",
    ),
)  # fmt: skip
