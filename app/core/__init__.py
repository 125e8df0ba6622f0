"""The foundation: settings, database, work, events, policies and lifecycles. It knows no noun."""
