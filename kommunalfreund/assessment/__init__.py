"""From rules and predictions to findings."""
