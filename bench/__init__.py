"""How fast opsctl is, beside reference programs, on workspaces that the bench makes itself."""
