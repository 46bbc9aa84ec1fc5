"""Readers: XML files, folders, ZIPs and uploads to drafts."""

from kommunalfreund.reading.drafts import read_draft
from kommunalfreund.reading.package import DraftSource, Member, discover, discover_upload
from kommunalfreund.reading.safe_xml import DEFAULT_LIMITS, Limits

__all__ = ["DEFAULT_LIMITS", "DraftSource", "Limits", "Member", "discover", "discover_upload", "read_draft"]
