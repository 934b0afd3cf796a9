"""Enlaces: links that show the draft of a page to somebody without an account."""
