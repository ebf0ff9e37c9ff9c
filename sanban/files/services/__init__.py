"""存文件、取文件、转版式件、清扫、查验和搬家。"""

from sanban.files.services.checking import Fault, FilesReport, check
from sanban.files.services.keeping import (
    BATCH,
    GRACE,
    Swept,
    discard,
    gather,
    open_file,
    path_of,
    read_bytes,
    store,
    sweep,
)
from sanban.files.services.moving import Moved, move_files
from sanban.files.services.renditions import ask_rendition, page_png, render
from sanban.files.services.stores import CHUNK, PARTIAL, StoreDown

__all__ = [
    "BATCH",
    "CHUNK",
    "GRACE",
    "PARTIAL",
    "Fault",
    "FilesReport",
    "Moved",
    "StoreDown",
    "Swept",
    "ask_rendition",
    "check",
    "discard",
    "gather",
    "move_files",
    "open_file",
    "page_png",
    "path_of",
    "read_bytes",
    "render",
    "store",
    "sweep",
]
