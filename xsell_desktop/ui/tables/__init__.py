"""Item models for the tables of the window."""
