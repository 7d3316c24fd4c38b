"""What stands around the canvas: the bar above, the legend below, lists that open."""
