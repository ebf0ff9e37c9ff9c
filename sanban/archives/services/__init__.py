"""归档的全部动作：定期限、收成件、查验、出目录、打包。"""

from sanban.archives.services.export import catalogue, zip_item
from sanban.archives.services.filing import (
    Description,
    Filing,
    archive,
    collect,
    filing_defaults,
    note_export,
)
from sanban.archives.services.manifest import Check, verify
from sanban.archives.services.retention import Proposal, propose_retention

__all__ = [
    "Check",
    "Description",
    "Filing",
    "Proposal",
    "archive",
    "catalogue",
    "collect",
    "filing_defaults",
    "note_export",
    "propose_retention",
    "verify",
    "zip_item",
]
