"""kommunalfreund: what a German federal bill does to municipalities."""

__version__ = "0.1.0"
