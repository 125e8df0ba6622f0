"""The tests mirror app/, and house/ guards the architecture itself."""
