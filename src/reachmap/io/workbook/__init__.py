"""A map as an Excel workbook: read, written, edited in place, and the template to fill in."""
