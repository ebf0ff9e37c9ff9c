"""演示县的单位和人员：全是虚构的；电话 8 开头四位，打不通。

次序就是领导排序、单位排序。角色代码见 domain.md §0，一人可有几种角色。
"""

from dataclasses import dataclass

PLACE = "演示县"
ABOVE = "演示市"
PROVINCE = "演示省"


@dataclass(frozen=True)
class Organ:
    """一个单位：代码、全称、简称、类别、电话、上级单位代码、业务指导单位代码（没有为空）。"""

    code: str
    name: str
    short: str
    kind: str
    phone: str
    superior: str = ""
    guidance: str = ""


@dataclass(frozen=True)
class Section:
    """一个单位里的科室。"""

    org: str
    name: str


@dataclass(frozen=True)
class Member:
    """一个人：姓名、用户名、单位代码、科室、职务、角色、分管的单位代码。"""

    name: str
    username: str
    org: str
    section: str
    post: str
    roles: tuple[str, ...] = ()
    in_charge_of: tuple[str, ...] = ()


ORGANS: tuple[Organ, ...] = (
    # 代码、全称、简称、类别、电话、上级、业务指导
    Organ("city_gov_off", "演示市人民政府办公室", "市政府办", "gov", "8001"),
    Organ("city_party_off", "中共演示市委办公室", "市委办", "party", "8002"),
    Organ("county_party", "中共演示县委员会", "县委", "party", "8100"),
    Organ("county_gov", "演示县人民政府", "县政府", "gov", "8101"),
    Organ(
        "party_off",
        "中共演示县委办公室",
        "县委办",
        "party",
        "8110",
        "county_party",
        "city_party_off",
    ),
    Organ(
        "gov_off", "演示县人民政府办公室", "县政府办", "gov", "8111", "county_gov", "city_gov_off"
    ),
    Organ("npc_off", "演示县人大常委会办公室", "县人大办", "npc", "8112"),
    Organ("cppcc_off", "演示县政协办公室", "县政协办", "cppcc", "8113"),
    Organ("reform", "演示县发展和改革局", "县发改局", "dept", "8201", "county_gov"),
    Organ("education", "演示县教育局", "县教育局", "dept", "8202", "county_gov"),
    Organ("police", "演示县公安局", "县公安局", "dept", "8203", "county_gov"),
    Organ("civil", "演示县民政局", "县民政局", "dept", "8204", "county_gov"),
    Organ("finance", "演示县财政局", "县财政局", "dept", "8205", "county_gov"),
    Organ("labour", "演示县人力资源和社会保障局", "县人社局", "dept", "8206", "county_gov"),
    Organ("land", "演示县自然资源局", "县自然资源局", "dept", "8207", "county_gov"),
    Organ(
        "environment", "演示市生态环境局演示县分局", "县生态环境局", "dept", "8208", "county_gov"
    ),
    Organ("housing", "演示县住房和城乡建设局", "县住建局", "dept", "8209", "county_gov"),
    Organ("transport", "演示县交通运输局", "县交通局", "dept", "8210", "county_gov"),
    Organ("water", "演示县水务局", "县水务局", "dept", "8211", "county_gov"),
    Organ("farming", "演示县农业农村局", "县农业农村局", "dept", "8212", "county_gov"),
    Organ("culture", "演示县文化和旅游局", "县文旅局", "dept", "8213", "county_gov"),
    Organ("health", "演示县卫生健康局", "县卫健局", "dept", "8214", "county_gov"),
    Organ("emergency", "演示县应急管理局", "县应急局", "dept", "8215", "county_gov"),
    Organ("auditing", "演示县审计局", "县审计局", "dept", "8216", "county_gov"),
    Organ("market", "演示县市场监督管理局", "县市场监管局", "dept", "8217", "county_gov"),
    Organ("figures", "演示县统计局", "县统计局", "dept", "8218", "county_gov"),
    Organ("forestry", "演示县林业和草原局", "县林草局", "dept", "8219", "county_gov"),
    Organ("insurance", "演示县医疗保障局", "县医保局", "dept", "8220", "county_gov"),
    Organ("petitions", "演示县信访局", "县信访局", "dept", "8221", "county_gov"),
    Organ("liuwan", "演示县柳湾镇人民政府", "柳湾镇", "township", "8301", "county_gov"),
    Organ("qingshi", "演示县青石镇人民政府", "青石镇", "township", "8302", "county_gov"),
    Organ("hekou", "演示县河口乡人民政府", "河口乡", "township", "8303", "county_gov"),
    Organ("dongshan", "演示县东山镇人民政府", "东山镇", "township", "8304", "county_gov"),
    Organ("baisha", "演示县白沙镇人民政府", "白沙镇", "township", "8305", "county_gov"),
    Organ("nanping", "演示县南坪乡人民政府", "南坪乡", "township", "8306", "county_gov"),
)

SECTIONS: tuple[Section, ...] = (
    Section("gov_off", "文书科"),
    Section("gov_off", "综合科"),
    Section("gov_off", "督查室"),
    Section("gov_off", "信息科"),
    Section("gov_off", "值班室"),
    Section("gov_off", "行政科"),
    Section("gov_off", "档案室"),
    Section("party_off", "文书科"),
    Section("party_off", "综合科"),
)

DIRECTOR = ("director",)
LIAISON = ("liaison",)

# 县领导签发以县政府、县政府办名义发的文：姓名，在县政府办的角色
SIGNERS = (
    ("何立新", "principal"), ("何立新", "leader"), ("郑国平", "leader"), ("苏文静", "leader"),
    ("马宏图", "leader"), ("唐志远", "leader"),
)  # fmt: skip

PEOPLE: tuple[Member, ...] = (
    # 姓名、用户名、单位、科室、职务、角色、分管
    Member(
        "何立新",
        "helixin",
        "county_gov",
        "",
        "县长",
        ("leader",),
        ("gov_off", "finance", "auditing"),
    ),
    Member(
        "郑国平",
        "zhengguoping",
        "county_gov",
        "",
        "副县长",
        ("leader",),
        ("water", "farming", "forestry", "emergency"),
    ),
    Member(
        "苏文静",
        "suwenjing",
        "county_gov",
        "",
        "副县长",
        ("leader",),
        ("education", "health", "civil", "insurance", "culture"),
    ),
    Member(
        "马宏图",
        "mahongtu",
        "county_gov",
        "",
        "副县长",
        ("leader",),
        ("reform", "land", "housing", "transport", "environment"),
    ),
    Member(
        "唐志远",
        "tangzhiyuan",
        "county_gov",
        "",
        "副县长",
        ("leader",),
        ("police", "petitions", "market", "labour", "figures"),
    ),
    Member("周明远", "zhoumingyuan", "gov_off", "", "县政府办主任", DIRECTOR),
    Member("罗建中", "luojianzhong", "gov_off", "", "县政府办副主任", ("section_head",)),
    Member("秦素梅", "qinsumei", "gov_off", "", "县政府办副主任", ("section_head",)),
    Member("林晓燕", "linxiaoyan", "gov_off", "文书科", "文书科科长", ("clerk", "section_head")),
    Member("许文彬", "xuwenbin", "gov_off", "文书科", "文书科科员", ("clerk",)),
    Member("陈思源", "chensiyuan", "gov_off", "综合科", "综合科科长", ("section_head", "drafter")),
    Member("孙佳", "sunjia", "gov_off", "综合科", "综合科科员", ("drafter",)),
    Member("顾一鸣", "guyiming", "gov_off", "综合科", "综合科科员", ("drafter",)),
    Member(
        "邵长青", "shaochangqing", "gov_off", "督查室", "督查室主任", ("supervisor", "section_head")
    ),
    Member("汪小雨", "wangxiaoyu", "gov_off", "督查室", "督查室科员", ("supervisor",)),
    Member(
        "丁海波", "dinghaibo", "gov_off", "信息科", "信息科科长", ("info_officer", "section_head")
    ),
    Member("阮青青", "ruanqingqing", "gov_off", "信息科", "信息科科员", ("info_officer",)),
    Member(
        "石守夜", "shishouye", "gov_off", "值班室", "值班室主任", ("duty_officer", "section_head")
    ),
    Member("江晚舟", "jiangwanzhou", "gov_off", "值班室", "值班员", ("duty_officer",)),
    Member("彭厚勤", "penghouqin", "gov_off", "行政科", "行政科科长", ("section_head",)),
    Member("谭存真", "tancunzhen", "gov_off", "档案室", "档案员", ("archivist",)),
    Member("方系安", "fangxian", "gov_off", "", "系统管理员", ("sys_admin",)),
    Member("安守正", "anshouzheng", "gov_off", "", "安全管理员", ("sec_admin",)),
    Member("沈明审", "shenmingshen", "gov_off", "", "审计管理员", ("audit_admin",)),
    Member("董长河", "dongchanghe", "party_off", "", "县委办主任", DIRECTOR),
    Member("姜敏", "jiangmin", "party_off", "文书科", "文书科科长", ("liaison", "section_head")),
    Member("白云帆", "baiyunfan", "party_off", "综合科", "综合科科长", ("section_head",)),
    Member("冯慧", "fenghui", "npc_off", "", "办公室副主任", LIAISON),
    Member("梁书琴", "liangshuqin", "cppcc_off", "", "办公室副主任", LIAISON),
    Member("钱统筹", "qiantongchou", "reform", "", "局长", ("section_head",)),
    Member("范小军", "fanxiaojun", "reform", "办公室", "办公室主任", LIAISON),
    Member("葛育才", "geyucai", "education", "", "局长", ("section_head",)),
    Member("尹兰", "yinlan", "education", "办公室", "办公室主任", LIAISON),
    Member("雷鸣", "leiming", "police", "指挥中心", "指挥中心主任", LIAISON),
    Member("温如玉", "wenruyu", "civil", "办公室", "办公室主任", LIAISON),
    Member("贾丰年", "jiafengnian", "finance", "", "局长", ("section_head",)),
    Member("毛细算", "maoxisuan", "finance", "办公室", "办公室主任", LIAISON),
    Member("夏和谐", "xiahexie", "labour", "办公室", "办公室主任", LIAISON),
    Member("程绘图", "chenghuitu", "land", "办公室", "办公室主任", LIAISON),
    Member("蓝天保", "lantianbao", "environment", "办公室", "办公室主任", LIAISON),
    Member("高建楼", "gaojianlou", "housing", "办公室", "办公室主任", LIAISON),
    Member("路宽", "lukuan", "transport", "办公室", "办公室主任", LIAISON),
    Member("高振山", "gaozhenshan", "water", "", "局长", ("section_head",)),
    Member("宋开渠", "songkaiqu", "water", "办公室", "办公室主任", LIAISON),
    Member("田丰收", "tianfengshou", "farming", "", "局长", ("section_head",)),
    Member("苗春雨", "miaochunyu", "farming", "办公室", "办公室主任", LIAISON),
    Member("游小川", "youxiaochuan", "culture", "办公室", "办公室主任", LIAISON),
    Member("康宁", "kangning", "health", "办公室", "办公室主任", LIAISON),
    Member("常备", "changbei", "emergency", "", "局长", ("section_head",)),
    Member("段急先", "duanjixian", "emergency", "办公室", "办公室主任", LIAISON),
    Member("严查实", "yanchashi", "auditing", "办公室", "办公室主任", LIAISON),
    Member("平准", "pingzhun", "market", "办公室", "办公室主任", LIAISON),
    Member("数清", "shuqing", "figures", "办公室", "办公室主任", LIAISON),
    Member("林青山", "linqingshan", "forestry", "办公室", "办公室主任", LIAISON),
    Member("易保民", "yibaomin", "insurance", "办公室", "办公室主任", LIAISON),
    Member("解心宽", "xiexinkuan", "petitions", "办公室", "办公室主任", LIAISON),
    Member("赵守正", "zhaoshouzheng", "liuwan", "", "镇长", ("section_head",)),
    Member("柳如烟", "liuruyan", "liuwan", "党政办", "党政办主任", LIAISON),
    Member("石磊", "shilei", "qingshi", "党政办", "党政办主任", LIAISON),
    Member("水生", "shuisheng", "hekou", "党政办", "党政办主任", LIAISON),
    Member("岳东升", "yuedongsheng", "dongshan", "党政办", "党政办主任", LIAISON),
    Member("沙小白", "shaxiaobai", "baisha", "党政办", "党政办主任", LIAISON),
    Member("南雁", "nanyan", "nanping", "党政办", "党政办主任", LIAISON),
)
