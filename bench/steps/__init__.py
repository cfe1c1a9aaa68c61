"""What runs in a process of its own; arguments come as words, answers go out as JSON."""
