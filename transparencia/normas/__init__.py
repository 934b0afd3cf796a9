"""The norms of a portal and of the province: which hold, and what became of the others."""
