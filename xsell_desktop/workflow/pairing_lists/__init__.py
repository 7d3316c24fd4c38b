"""Rulings on pairs as rows of texts: what a spreadsheet or another program's list says of them."""
