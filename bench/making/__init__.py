"""The files of a made workspace: one module for each kind."""
