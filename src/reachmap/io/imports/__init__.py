"""Importers: from files of other programs to our tables, one file a source."""
