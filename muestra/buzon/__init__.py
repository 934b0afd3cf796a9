"""The mail of the demo: no server takes it, so it is kept in files and read in the admin."""
