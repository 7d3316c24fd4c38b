"""The sides of the Pairings place, each a view of the same pairs."""
