"""Catalogs, and how their messages are found."""
