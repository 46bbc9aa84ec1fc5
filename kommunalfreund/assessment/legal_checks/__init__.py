"""Legal checks on a draft: hints with norm, reason, place and what to look at, never a verdict.

The checks are data (``rules/legal_checks/*.yaml``), each with examples that are its tests.
"""

from kommunalfreund.assessment.legal_checks.check import LegalCheck, is_in_force, run_legal_checks
from kommunalfreund.assessment.legal_checks.loading import check_version, load_legal_checks

__all__ = ["LegalCheck", "check_version", "is_in_force", "load_legal_checks", "run_legal_checks"]
