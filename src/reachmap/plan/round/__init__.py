"""The next round: what to do, whom to ask and when, within money, hours and days."""
