"""The paper to hand in: one document of headings, words, tables and a chart, in three formats."""
