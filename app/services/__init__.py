"""What can happen: verbs. Each takes (work, subject, form), refuses first, changes second, records last."""
