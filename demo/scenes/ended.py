"""等办结、等归档、已归档、退文、作废、终止的。"""

from demo.acts import (
    CLERK,
    DIRECTOR,
    circulate,
    complete,
    go,
    propose,
    read,
    record,
    report,
    sign_for,
    submit,
    terminate,
)
from demo.paperwork import archive, reject, void
from demo.scenes.scene import Scene

ENDED = (
    # 等办结
    Scene(
        "key_project_circular", "ofd", 16.0,
        (
            go(CLERK, "pass_round", hours=0.3),
            circulate(CLERK, "何立新 马宏图 邵长青", "请阅。"),
            read("马宏图", "进度靠后的3个项目，请督查室盯住。", hours=4.0),
            read("何立新", hours=2.0),
            read("邵长青", "已列入督查台账。", hours=3.0),
            go(CLERK, "read_through", hours=2.0),
        ),
        proposal="建议呈何立新县长、马宏图副县长阅，送督查室。",
    ),
    # 等归档
    Scene(
        "school_meal", "docx", 32.0,
        (
            submit(),
            go(DIRECTOR, "to_readers", "请苏文静副县长阅，送市场监管局。", hours=1.0),
            circulate(CLERK, "苏文静 平准", "请阅。"),
            read("苏文静", "食堂安全要常抓，余下8个问题请教育局限期销号。", hours=5.0),
            read("平准", "已阅，将联合开展抽查。", hours=3.0),
            go(CLERK, "read_through", hours=2.0),
            complete("传阅完毕，转督促销号。", hours=1.0),
        ),
        proposal="建议呈苏文静副县长阅知，送县市场监管局。",
        small=True,
    ),
    Scene(
        "education_reply", "pdf", 55.0,
        (
            submit(),
            go(DIRECTOR, "to_leaders", "请苏文静副县长阅示。", people="苏文静", hours=1.0),
            go("苏文静", "circled", hours=5.0),
            go(CLERK, "no_handling", "批复已转县教育局执行，原件存档。", hours=2.0),
            complete("已转县教育局。", hours=1.0),
        ),
        proposal="建议呈苏文静副县长阅示，转县教育局执行。",
    ),
    # 已归档
    Scene(
        "petitions_report", "docx", 70.0,
        (
            submit("许文彬"),
            go(DIRECTOR, "to_readers", "请唐志远副县长阅。", hours=1.0),
            circulate("许文彬", "唐志远 解心宽", "请阅。"),
            read("唐志远", "重复信访件要逐件包案，请信访局列单子。", hours=6.0),
            read("解心宽", "已列包案清单18件。", hours=3.0),
            go("许文彬", "read_through", hours=2.0),
            complete("领导已阅，重复信访件由县信访局逐件包案。", by="许文彬", hours=1.0),
            archive(by="许文彬", hours=9.0),
        ),
        by="许文彬",
        proposal="建议呈唐志远副县长阅知。",
        small=True,
    ),
    Scene(
        "appointment_decision", "pdf", 110.0,
        (
            submit(),
            propose("拟请何立新县长阅示，建议由县人社局牵头组织表彰。", "何立新"),
            record("许文彬", "何立新", "circled", "已阅。", hours=6.0),
            go(CLERK, "no_handling", "决定已印发，表彰会由县人社局筹办。", hours=3.0),
            complete("决定已印发执行。", hours=2.0),
            archive(hours=14.0),
        ),
        proposal="建议呈何立新县长阅示。",
    ),
    Scene(
        "qingshi_school", "txt", 62.0,
        (
            go(CLERK, "pass_round", hours=0.4),
            circulate(CLERK, "苏文静 游小川", "请阅。"),
            read("游小川", "老街修缮方案已报市文旅局。", hours=4.0),
            read("苏文静", "修旧如旧，注意防火。", hours=3.0),
            go(CLERK, "read_through", hours=2.0),
            complete("传阅完毕。", hours=1.0),
            archive(hours=12.0),
        ),
        proposal="建议呈苏文静副县长阅知，送县文旅局。",
    ),
    # 退文、作废、终止
    Scene("land_letter", "ofd", 16.0, small=True, acts=(
        reject("not_ours", "来文主送东山镇人民政府，不属我办办理，请直接送达东山镇。", hours=0.5),
    )),
    Scene("hekou_bridge", "pdf", 3.6, by="许文彬", small=True,
          repeat="河口乡送来的纸质件，先登记再核对。", acts=(
              void("与先前登记的电子件是同一份，作废此号。", by="许文彬", hours=0.6),
          )),
    Scene(
        "road_letter", "docx", 22.0,
        (
            submit(),
            go(DIRECTOR, "to_orgs", "请县财政局、县人社局研提意见，县财政局汇总。",
               orgs="finance labour", hours=1.0),
            sign_for("毛细算"),
            report("夏和谐", "无意见。", hours=6.0),
            terminate(DIRECTOR, "县交通运输局来函：方案有重大修改，收回征求意见稿，另行征求。",
                      hours=5.0),
        ),
        proposal="建议由县财政局、县人社局研提意见。",
    ),
)  # fmt: skip
