"""演示账号：`python -m demo.accounts` 印出主要的几个；不立框架，随印随有。"""

import sys
import unicodedata
from dataclasses import dataclass

PASSWORD = "Sanban-demo-1"


@dataclass(frozen=True, slots=True)
class Seat:
    """一个主要角色：姓名、用户名、职务、登录后能做什么。"""

    name: str
    username: str
    post: str
    work: str


# fmt: off
CAST = (
    Seat("林晓燕", "linxiaoyan",   "县政府办文书科科长", "登记，分办，办结；发文编号、用印、核发"),
    Seat("周明远", "zhoumingyuan", "县政府办主任",       "拟办，特送，终止；发文审核"),
    Seat("孙佳",   "sunjia",       "县政府办综合科科员", "起草公文，征求意见，约稿"),
    Seat("何立新", "helixin",      "县长",               "批示；签发（主要负责人）"),
    Seat("郑国平", "zhengguoping", "副县长",             "批示（分管水务、农业、林草、应急）"),
    Seat("宋开渠", "songkaiqu",    "县水务局办公室主任", "签收，承办，反馈（主办）"),
    Seat("毛细算", "maoxisuan",    "县财政局办公室主任", "签收，承办，反馈（协办）"),
    Seat("谭存真", "tancunzhen",   "县政府办档案员",     "查档案、归档文件目录"),
    Seat("方系安", "fangxian",     "系统管理员",         "单位、人员、账号、放假、后台工作"),
    Seat("安守正", "anshouzheng",  "安全管理员",         "角色授权"),
    Seat("沈明审", "shenmingshen", "审计管理员",         "审计记录"),
)
# fmt: on


def table() -> str:
    """账号表，一行一个。"""
    lines = [f"演示账号，密码都是 {PASSWORD}（单位、人员、来文均为虚构）："]
    lines += [
        f"  {_wide(seat.name, 8)}{_wide(seat.username, 14)}{_wide(seat.post, 20)}{seat.work}"
        for seat in CAST
    ]
    lines += ["其余五十多人也都有账号：用户名是姓名的拼音，密码相同。"]
    return "\n".join(lines) + "\n"


def main() -> int:
    """印出账号表。"""
    sys.stdout.write(table())
    return 0


def _wide(text: str, width: int) -> str:
    """补空格到这么宽；汉字占两格。"""
    taken = sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)
    return text + " " * max(1, width - taken)


if __name__ == "__main__":
    raise SystemExit(main())
