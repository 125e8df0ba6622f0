"""Tests of the solvers, with a checker and a brute force that share no code with them."""
