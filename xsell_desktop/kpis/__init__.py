"""What the shop's numbers are."""
