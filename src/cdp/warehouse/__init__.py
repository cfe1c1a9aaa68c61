"""What every stage builds with: sessions, models brought up to date, histories, the run marker.

Begin with `context.py` (Manifest, Run, Stage) and `session.py`, the one way to ask and to write;
then `refresh.py`, how a model is brought up to date.
"""
