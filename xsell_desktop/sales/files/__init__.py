"""A file becomes rows of texts, whatever wrote it."""
