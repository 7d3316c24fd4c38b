"""The .xsell file: saving, opening, recovery."""
