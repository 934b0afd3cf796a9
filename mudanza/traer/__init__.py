"""Takes over an older portal: a preview (vista), then a run (vuelta) that writes the drafts."""
