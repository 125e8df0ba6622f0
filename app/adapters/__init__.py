"""Every outside library met at one door."""
