"""Cleanplate: applicants, cohorts, adjustments and workstations. Parts are joined in main, cli and worker only."""
