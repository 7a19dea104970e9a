"""Ways out: what other programs open, one file a format; a released map in, bytes out."""
