"""Shapes on a page, measured in inches: this folder knows nothing of figures, children or findings."""
