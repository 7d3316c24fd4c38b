"""Finding products and commands by a few letters of their names."""
