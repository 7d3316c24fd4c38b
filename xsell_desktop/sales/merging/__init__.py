"""All imports as one."""
