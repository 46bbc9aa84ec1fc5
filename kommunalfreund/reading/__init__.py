"""Readers: XML files, folders and ZIPs to drafts."""
