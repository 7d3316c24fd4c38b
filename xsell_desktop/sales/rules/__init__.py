"""What the rows mean: which of them are no sales, and what a spreadsheet did to them."""
