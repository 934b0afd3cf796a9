"""Mail of the demo: stored in files and read in the admin, because no mail server takes it."""
