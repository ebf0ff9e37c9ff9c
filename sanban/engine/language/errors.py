"""用不了的模型文件：说清是什么问题、请怎么办。"""


class Unusable(Exception):
    """模型文件用不了，或学不成。`code` 是不变的英文代号，文字是给人看的整句。"""

    def __init__(self, message: str, *, code: str) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
