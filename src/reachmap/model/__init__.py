"""What things are: records, vocabularies, assumptions and the map that holds them."""
