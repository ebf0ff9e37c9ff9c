"""传来的大文件放在没有名字的临时文件里：进程一死就没有了，拒收的密件不会留在盘上。"""

from tempfile import TemporaryFile
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class NamelessUpload(FileUploadHandler):
    """一边收一边写进没有名字的临时文件。"""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """开一份。"""
        super().new_file(*args, **kwargs)
        self.kept = TemporaryFile()  # noqa: SIM115

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """写下一段；不再往后传。"""
        self.kept.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[Any]:
        """收齐了。"""
        self.kept.seek(0)
        return UploadedFile(self.kept, self.file_name, self.content_type, file_size, self.charset)

    def upload_interrupted(self) -> None:
        """没收完就断了。"""
        if hasattr(self, "kept"):
            self.kept.close()
