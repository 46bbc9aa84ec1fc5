"""Every quality figure of rules and model, reproduced from labelled sentences."""
