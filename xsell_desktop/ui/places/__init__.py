"""The six places of the window, in the order of the work."""
