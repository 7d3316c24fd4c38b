"""The relationship graph that can be touched."""
