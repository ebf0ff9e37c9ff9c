"""收照片和材料：照片另有上限，收不下的说清是哪一份，填好的字不丢。"""

from sanban.core.errors import Refused
from sanban.files import services as files
from sanban.files.services import guards
from sanban.files.services.guards import Checked, Upload
from sanban.people.models import Person

MB = 1024 * 1024
PHOTO_LIMIT = 20 * MB
"""一张照片最多这么大（惯例：手机原图一般 10 MB 以内）；别的文件照上传上限。"""
PHOTOS = (".jpg", ".jpeg", ".png", ".bmp", ".gif", ".tif", ".tiff", ".webp", ".heic")
KEPT = "填好的文字还在，没有丢。"


def check_upload(upload: Upload, *, by: Person) -> Checked:
    """验一份材料：照片不超过 `PHOTO_LIMIT`，别的不超过上传上限。

    :raises Refused: 太大，说清是哪一份；其余同 `guards.check_attachment`。
    """
    if guards.suffix_of(upload.name) not in PHOTOS:
        return guards.check_attachment(upload, by=by)
    data = files.gather(upload.chunks)
    if len(data) > PHOTO_LIMIT:
        told = f"照片“{guards.clean_name(upload.name)}”有 {len(data) / MB:.0f} MB"
        told += f"，超过 {PHOTO_LIMIT // MB} MB 的上限，没有收。请压缩再传，或者不传照片。"
        raise Refused(f"{told}{KEPT}", code="photo-too-large")
    return guards.check_attachment(Upload(upload.name, data), by=by)
