"""Report on the translation of each portal: state and next step per page and language."""
