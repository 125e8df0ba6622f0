"""What may be typed, with the sentence for each mistake. A form knows no database; it is the command a service receives."""
