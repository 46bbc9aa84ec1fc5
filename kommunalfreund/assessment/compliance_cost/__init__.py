"""Compliance cost of the administration (Erfüllungsaufwand) by the method of the guide, with the municipal share shown apart."""

from kommunalfreund.assessment.compliance_cost.assumptions import Assumptions, dump_assumptions, load_assumptions
from kommunalfreund.assessment.compliance_cost.calculation import Estimate, estimate
from kommunalfreund.assessment.compliance_cost.proposal import propose

__all__ = ["Assumptions", "Estimate", "dump_assumptions", "estimate", "load_assumptions", "propose"]
