"""Stand-ins of the tools that people are sent to: each enforces what its vendor documents.

A stand-in is a plain object with `handle(request)`; `server.serve` puts it behind a real socket
and adds faults. `external-apis.md` in the comments is the project's reference of vendor facts, by
section; `[?]` marks what nobody could confirm, where a stand-in takes the stricter reading.

Every stand-in keeps what it accepted, and three lists of notes `(rule, where)`:

- `refused`   calls that were answered with an error, and took no effect;
- `dropped`   pieces of accepted calls that were not kept: the sender never learns of them;
- `offences`  what was kept otherwise than sent, passed over, or is against the vendor's policy.
"""
