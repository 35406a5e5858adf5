"""What is measured, beside what, and which goal it has."""
