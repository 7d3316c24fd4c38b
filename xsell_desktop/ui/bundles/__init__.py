"""What the Bundles place is made of."""
