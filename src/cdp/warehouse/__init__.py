"""What every stage builds with: sessions, models made and brought up to date, histories, the marker.

Begin with `context.py` (Manifest, Run, Stage) and `session.py`, the one way to ask and to write;
then `refresh.py`, how a model is brought up to date.
"""
