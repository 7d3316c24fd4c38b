"""Makes the sample shop: an invented assortment, invented people, planted truths."""
