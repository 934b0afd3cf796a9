"""Published pages that their editors, who may not retire them, ask to have retired."""
