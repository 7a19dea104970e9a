"""What is known of each relationship: trust, last contact, who holds it, how we know."""
