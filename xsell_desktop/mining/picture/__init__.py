"""What a picture of the relationships needs: backbone, families, layout, graph."""
