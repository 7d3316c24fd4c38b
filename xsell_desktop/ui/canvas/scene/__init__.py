"""What the canvas shows: which products and relationships, where they lie, and in words."""
