"""German legal language: sentence borders, sentence kinds, actors and their roles."""
