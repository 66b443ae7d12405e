"""The steps of build.py: one module per kind of table."""
