"""A file becomes order lines."""
