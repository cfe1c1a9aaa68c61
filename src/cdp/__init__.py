"""Raw CRM rows become people, and every step is plain SQL on an engine you already trust."""

__version__ = "0.1.0"
