"""The picture of the network: what is drawn, where, and how it looks."""
