"""The demonstration: one story of Lumina, played through the product's own services by the cast."""
