"""The tables that come with the package: methods, supports and the taxonomy of groups."""
