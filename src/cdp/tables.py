"""The name and columns of every table of ours, once: what runs and syncs keep, and what they read.

Tables that models make are described by the models; names that several stages share stand here too.
Types are those of the dialect in which models are written.
"""

from __future__ import annotations

from dataclasses import dataclass

from cdp.types import Column, Relation


@dataclass(frozen=True)
class Table:
    """A table that runs or syncs keep themselves."""

    relation: Relation
    columns: tuple[Column, ...]

    def no_rows(self) -> str:
        """Write the query of the table as it begins: its columns, and no row."""
        items = ", ".join(f"cast(null as {c.type}) as {c.name}" for c in self.columns)
        return f"select {items} where false"

    def names(self) -> tuple[str, ...]:
        """Name the columns in order."""
        return tuple(c.name for c in self.columns)


REGISTRY = Relation("identity", "registry")
USER_MAP = Relation("identity", "user_map")
USER_IDENTIFIER = Relation("identity", "identifier")
IDENTIFIER_VALUE = Relation("identity", "identifier_value")
GOLD_REDIRECT = Relation("gold", "cdp_user_redirect")
"""What models make under names that other stages and people rely on."""
FACT_EVENTS = Relation("gold", "cdp_fact_events")

REFUSED_LINK_TABLE = Table(
    Relation("identity", "refused_link"),
    (
        Column("record_a", "Number of the record observed earlier.", "bigint"),
        Column("record_b", "Number of the record observed later.", "bigint"),
        Column("rule", "Name of the rule whose link was refused.", "varchar"),
        Column(
            "reason",
            "different_name, different_birth_date, limit, or pinned apart.",
            "varchar",
        ),
    ),
)
REFUSED_LINK = REFUSED_LINK_TABLE.relation
STANDING_PIN_TABLE = Table(
    Relation("identity", "pin"),
    (
        Column(
            "record_a",
            "A record that somebody decided about, as the file of pins names it.",
            "varchar",
        ),
        Column("record_b", "The other one.", "varchar"),
        Column("same", "Whether they are one person.", "boolean"),
    ),
)
STANDING_PIN = STANDING_PIN_TABLE.relation
REDIRECT_TABLE = Table(
    Relation("identity", "redirect"),
    (
        Column("retired_user_id", "An id that was given once and is not in use.", "bigint"),
        Column("user_id", "The living user who has taken its place.", "bigint"),
    ),
)
REDIRECT = REDIRECT_TABLE.relation
IDENTITY_LOG_TABLE = Table(
    Relation("ops", "identity_log"),
    (
        Column("run_id", "The run that decided it.", "varchar"),
        Column("at", "Instant of that run (UTC).", "timestamp"),
        Column(
            "kind",
            "assigned, merged (into a user that was there), split (off to another id), "
            "removed, or refused (a link with another record).",
            "varchar",
        ),
        Column("record_no", "Number of the record.", "bigint"),
        Column("record_table", "Its record table.", "varchar"),
        Column("record_key", "Its key there.", "varchar"),
        Column("from_user", "The user it belonged to before.", "bigint"),
        Column(
            "to_user",
            "The user it belongs to since; for a refused link that of the other record.",
            "bigint",
        ),
        Column(
            "rule",
            "Name of the strongest rule that links it to another record of the user.",
            "varchar",
        ),
        Column("identifier_type", "Kind of identifier that this rule matched.", "varchar"),
        Column("identifier_value", "The value that was matched.", "varchar"),
        Column(
            "evidence",
            "What a link was refused for, and the number of the other record.",
            "varchar",
        ),
    ),
)
IDENTITY_LOG = IDENTITY_LOG_TABLE.relation
USER_CHANGE_TABLE = Table(
    Relation("ops", "user_change"),
    (
        Column("run_id", "The run that changed it.", "varchar"),
        Column("at", "Instant of that run (UTC).", "timestamp"),
        Column("user_id", "The user.", "bigint"),
        Column(
            "kind",
            "created, changed, merged (its id is retired), split (off another) or deleted.",
            "varchar",
        ),
        Column(
            "changed_columns",
            "Columns with other values, with commas between; empty when the table was made "
            "anew and nobody compared.",
            "varchar",
        ),
    ),
)
USER_CHANGE = USER_CHANGE_TABLE.relation
TIME_TRIGGER_TABLE = Table(
    Relation("ops", "clock"),
    (
        Column("table_name", "The table that the passing of time may change.", "varchar"),
        Column(
            "query",
            "A query that gives rows when it does, with two instants to be put in.",
            "varchar",
        ),
    ),
)
TIME_TRIGGER = TIME_TRIGGER_TABLE.relation
SOURCE_TABLE_TABLE = Table(
    Relation("ops", "source_table"),
    (
        Column("table_name", "Source table.", "varchar"),
        Column("source_name", "Its name at the source.", "varchar"),
        Column("fingerprint", "Fingerprint of its contract at the last run.", "varchar"),
        Column(
            "types",
            "Types of the columns that the contract knows, as they were delivered.",
            "varchar",
        ),
        Column("newest", "Newest version of a row that any run has read (UTC).", "timestamp"),
    ),
)
SOURCE_TABLE = SOURCE_TABLE_TABLE.relation
AUDIENCE_MEMBER_TABLE = Table(
    Relation("gold", "cdp_audience_member"),
    (
        Column("audience", "The audience, by the name of its file.", "varchar"),
        Column("user_id", "A user who is or was in it.", "bigint"),
        Column(
            "entered_at",
            "Instant of the run that first saw the user in it (UTC).",
            "timestamp",
        ),
        Column(
            "left_at",
            "Instant of the run that saw the user gone (UTC); empty while in it.",
            "timestamp",
        ),
    ),
)
AUDIENCE_MEMBER = AUDIENCE_MEMBER_TABLE.relation
SYNC_STATE_TABLE = Table(
    Relation("ops", "sync_state"),
    (
        Column("destination", "The destination, by the name of its file.", "varchar"),
        Column("user_id", "A user whom the destination may know.", "bigint"),
        Column(
            "status",
            "due (about to be sent), accepted, rejected, suppressed (told that no channel may "
            "be used), left (told of leaving the audience) or held.",
            "varchar",
        ),
        Column("is_there", "Whether the destination may hold the user.", "boolean"),
        Column(
            "is_sure",
            "Whether the destination has accepted the user at least once.",
            "boolean",
        ),
        Column("fingerprint", "Hash of what was last accepted; empty: to be sent again.", "bigint"),
        Column("reason", "Why the user was rejected or is held.", "varchar"),
        Column("run_at", "Instant of the run whose values were sent (UTC).", "timestamp"),
        Column("sent_at", "When it was sent (UTC).", "timestamp"),
    ),
)
SYNC_STATE = SYNC_STATE_TABLE.relation
SYNC_EVENT_TABLE = Table(
    Relation("ops", "sync_event"),
    (
        Column("destination", "The destination.", "varchar"),
        Column("event_id", "An event it has been sent.", "varchar"),
        Column("user_id", "The user it was sent for.", "bigint"),
        Column("status", "accepted or rejected.", "varchar"),
        Column("sent_at", "When it was sent (UTC).", "timestamp"),
    ),
)
SYNC_EVENT = SYNC_EVENT_TABLE.relation
SYNC_TYPE_TABLE = Table(
    Relation("ops", "sync_type"),
    (
        Column("destination", "The destination.", "varchar"),
        Column("of_what", "user, or the name of an event.", "varchar"),
        Column("attribute", "An attribute that was sent.", "varchar"),
        Column(
            "kind",
            "Kind of its first value, to which the destination holds all later ones.",
            "varchar",
        ),
    ),
)
SYNC_TYPE = SYNC_TYPE_TABLE.relation
SYNC_OUTCOME_TABLE = Table(
    Relation("ops", "sync_outcome"),
    (
        Column("sync_id", "The sync that tried.", "varchar"),
        Column("outcome_no", "Number of the outcome within it.", "bigint"),
        Column("destination", "The destination.", "varchar"),
        Column(
            "action",
            "add, change, suppress, leave, remove, merge, erase, event or hold.",
            "varchar",
        ),
        Column("user_id", "The user it is about.", "bigint"),
        Column("event_id", "The event it is about; empty for users.", "varchar"),
        Column(
            "status",
            "accepted, rejected (sending it again would not help), failed (is tried again) or "
            "held (by a rule of consent or contact).",
            "varchar",
        ),
        Column("reason", "Why, in words; empty when accepted.", "varchar"),
        Column("http_status", "Status of the answer; empty when there was none.", "bigint"),
        Column("request_id", "What the destination calls the request.", "varchar"),
        Column("attempt", "Which try it was, from 1; 0: refused before sending.", "bigint"),
        Column("sent_at", "When it was sent (UTC).", "timestamp"),
        Column("fingerprint", "Hash of what was sent of a user.", "bigint"),
        Column("run_at", "Instant of the run whose values were sent (UTC).", "timestamp"),
    ),
)
SYNC_OUTCOME = SYNC_OUTCOME_TABLE.relation
ERASURE_TABLE = Table(
    Relation("ops", "erasure"),
    (
        Column("user_id", "A user who asked to be erased.", "bigint"),
        Column("requested_at", "When that was noted (UTC).", "timestamp"),
    ),
)
ERASURE = ERASURE_TABLE.relation
RUN_MARKER_TABLE = Table(
    Relation("ops", "run"),
    (
        Column("run_id", "The run that the warehouse shows, the same in every row.", "varchar"),
        Column("as_of", "Its instant (UTC).", "timestamp"),
        Column("model", "A table it built.", "varchar"),
        Column("fingerprint", "Fingerprint of that table's SQL, key and scope.", "varchar"),
    ),
)
RUN_MARKER = RUN_MARKER_TABLE.relation
SOURCE_FILE_TABLE = Table(
    Relation("ops", "source_file"),
    (
        Column("table_name", "Source table.", "varchar"),
        Column("file_no", "The file's place in the order of arrival, for ever.", "bigint"),
        Column("file_name", "The file.", "varchar"),
        Column("file_bytes", "Its size when it was last read.", "bigint"),
        Column("modified_ns", "When it was last written, in nanoseconds since 1970.", "bigint"),
        Column("run_id", "The run that read it first.", "varchar"),
        Column("first_seen_at", "Instant of that run (UTC).", "timestamp"),
    ),
)
SOURCE_FILE = SOURCE_FILE_TABLE.relation

INSTANT_NOW = "0001-01-01 00:00:00.000002"
INSTANT_THEN = "0001-01-01 00:00:00.000001"
"""Instants that stand in the queries of `ops.clock` for those of this run and of the last one."""

KEPT_TABLES = {t.relation: t for t in list(globals().values()) if isinstance(t, Table)}
"""Every table that runs and syncs keep themselves, by name."""
