"""What graph, matrix and table are filtered by, the views kept, the months played."""
