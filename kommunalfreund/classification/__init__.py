"""The trained classifier: features, training, evaluation, model file."""
