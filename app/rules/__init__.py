"""The law of each noun: its states and moves, who may do what, and what exists for whom."""
