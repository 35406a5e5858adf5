"""Whole processes: run in turn, timed, and looked at from outside."""
