"""What the Policies place is made of."""
