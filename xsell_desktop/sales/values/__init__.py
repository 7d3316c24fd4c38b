"""Dates, numbers and currencies as shops write them."""
