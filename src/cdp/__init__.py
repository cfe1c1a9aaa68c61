"""Raw CRM rows become people, and every step is plain SQL on an engine you already trust.

Begin with `pipeline/stages.py`, the list of what a run does; `docs/concepts/architecture.md` is the
map.
"""

__version__ = "0.1.0"
