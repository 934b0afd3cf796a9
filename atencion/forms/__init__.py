"""What people fill in to be attended."""
