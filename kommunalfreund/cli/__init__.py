"""The command line: parse, call, print; no logic."""

from __future__ import annotations
