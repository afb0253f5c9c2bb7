"""The rules: who may do what, and what then happens. No request, no template, no clock."""
