"""Typed, explicit builders without chance. States are reached by playing the lifecycle's moves."""
