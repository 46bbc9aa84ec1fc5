"""Amending bills: commands, their application to the law in force, and what is new in the resulting text."""
