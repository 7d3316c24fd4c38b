"""What relationships are for: complements, collections, substitutes, seasons, follow-ups."""
