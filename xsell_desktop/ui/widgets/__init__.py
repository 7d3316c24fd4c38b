"""Small parts that several places are made of."""
