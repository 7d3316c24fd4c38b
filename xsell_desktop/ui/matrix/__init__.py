"""The product relationship matrix: the pairs of the graph as a heat map."""
