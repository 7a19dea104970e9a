"""Charts: figures with their words, drawn as SVG or with matplotlib, whatever the question."""
