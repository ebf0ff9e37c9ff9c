"""办不了的事，用一句话说清。"""


class Refused(Exception):
    """不予办理：说明是什么问题、下一步怎么办。

    :param message: 给经办人看的一句话。
    :param code: 给程序认的短代码，小写短横线。
    """

    def __init__(self, message: str, *, code: str) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
