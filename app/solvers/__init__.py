"""Pure solvers: a problem in, a plan and its explanation out; nothing of the rest of the application is known here."""
