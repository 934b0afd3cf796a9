"""Images and documents that citizens see: a change of them waits until somebody else decides."""
