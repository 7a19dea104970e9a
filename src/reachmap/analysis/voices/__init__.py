"""How much of the talking the same people do, against luck."""
