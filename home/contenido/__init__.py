"""Initial content of every portal, for its people to edit: pages, directory and trámites."""
