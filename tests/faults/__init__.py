"""The fault campaign: what is left of a published site when everything goes wrong. `make faults` runs it."""
