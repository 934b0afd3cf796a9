"""What was promised and what was reached: the series of an indicator, its state, its lists."""
