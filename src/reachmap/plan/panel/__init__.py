"""A panel drawn by lot, fairly within quotas."""
