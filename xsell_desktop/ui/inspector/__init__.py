"""The panel at the right: what is selected, in plain words, and what can be decided."""
