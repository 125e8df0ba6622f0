"""What is shown: queries, and one frozen view for each page and audience."""
