"""What has changed between two windows, or two maps."""
