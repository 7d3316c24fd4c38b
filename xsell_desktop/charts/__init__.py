"""One function a picture: matplotlib Axes in, nothing out."""
