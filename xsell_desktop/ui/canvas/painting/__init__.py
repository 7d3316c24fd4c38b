"""How a scene is drawn: shapes, names, colours, and the view that holds them."""
