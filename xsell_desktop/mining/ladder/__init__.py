"""The coverage ladder: what a list holds where no pair is sure, and which products lack one."""
