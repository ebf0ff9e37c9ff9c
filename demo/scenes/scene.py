"""一场：一份来文从登记走到哪里。"""

from dataclasses import dataclass

from demo.acts import CLERK, Act


@dataclass(frozen=True, slots=True)
class Scene:
    """一份来文的经过。

    :param key: 哪份来文（`demo.texts` 里的短名）。
    :param form: 来的是什么文件：docx、pdf、ofd、txt。
    :param ago: 多少个上班的钟头以前登记的；不早于成文日期。
    :param acts: 登记以后一步步怎么走；空的停在登记。
    :param proposal: 文书起草的拟办意见。
    :param repeat: 重复登记的理由，有理由的才是重复的一份。
    :param small: 小样也要有它。
    """

    key: str
    form: str
    ago: float
    acts: tuple[Act, ...] = ()
    proposal: str = ""
    by: str = CLERK
    repeat: str = ""
    small: bool = False
