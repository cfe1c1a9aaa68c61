"""Which records are one person, under an id that stays, and why."""
