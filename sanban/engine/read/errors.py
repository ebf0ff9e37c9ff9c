"""读不了的文件：说清是什么问题、请怎么办。"""


class Unreadable(Exception):
    """文件读不了。`code` 是不变的英文代号，文字是给经办人看的整句。"""

    def __init__(self, message: str, *, code: str) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
