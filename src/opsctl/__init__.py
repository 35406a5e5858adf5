"""Run a company's operating rhythm from plain text in a git repository."""

__version__ = "0.1.0"
