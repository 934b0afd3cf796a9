"""From a piece of an older portal to a draft of ours, and from all of them to a whole portal."""
