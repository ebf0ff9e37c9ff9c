"""写不成修订稿：说清是什么、请怎么办。"""


class CannotRevise(Exception):
    """这两份文件写不成带修订的 DOCX；`str()` 是给人看的整句。"""
