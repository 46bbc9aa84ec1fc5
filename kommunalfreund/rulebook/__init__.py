"""The rule engine; the words live in ``rules/``."""
