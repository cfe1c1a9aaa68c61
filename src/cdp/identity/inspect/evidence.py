"""What the warehouse knows about some users: records, values, refused links, pins, links.

The engine picks out the users asked for and the other ends of their refused links; only those few
records come here.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, Any

from cdp.errors import UsageError
from cdp.identity.compare import load_comparers
from cdp.identity.decisions import PinDecision, read_decisions
from cdp.identity.inspect.link_graph import LinkSource
from cdp.identity.link_rule import FACTS, Sides, first_objection
from cdp.profiles.lookup import ask
from cdp.sql.render import literal, quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date, datetime

    from cdp.engine import Engine
    from cdp.identity.inspect.link_graph import LinkingRule
    from cdp.project.identity import Identity, RecordTable
    from cdp.project.load import Project

Row = dict[str, Any]
PIN = "pin"
"""Stands for the type of an identifier, and for a rule, where a pin joins two records."""


@dataclass(frozen=True)
class Member:
    """One record: its number, its name as in the file of pins, and its facts."""

    number: int
    user_id: int
    record: str
    record_table: str
    record_key: str
    observed_at: datetime | None
    name: str | None
    name_key: str | None
    born: date | None

    @property
    def names(self) -> frozenset[str]:
        """The ways a pin may name it."""
        return frozenset((self.record_key, f"{self.record_table}:{self.record_key}"))


@dataclass(frozen=True)
class Evidence:
    """Records of some users, in order of observation, and those they were kept apart from."""

    identity: Identity
    members: tuple[Member, ...]
    values: tuple[Row, ...]
    """record_no, identifier_type, identifier_value, status, record_count; by record and type."""
    refused: tuple[Row, ...]
    """record_a, record_b, rule, reason."""
    pins: tuple[PinDecision, ...]
    """Those that name one of the records."""

    @cached_property
    def by_number(self) -> dict[int, Member]:
        """Records by number."""
        return {m.number: m for m in self.members}

    @cached_property
    def carried(self) -> dict[int, list[Row]]:
        """The values of each record."""
        found: defaultdict[int, list[Row]] = defaultdict(list)
        for row in self.values:
            found[row["record_no"]].append(row)
        return found

    def of(self, user_id: int) -> list[Member]:
        """The records of one user."""
        return [m for m in self.members if m.user_id == user_id]


def gather_evidence(
    engine: Engine, project: Project, identity: Identity, users: Collection[int]
) -> Evidence:
    """Read what is known about users by their ids."""
    scope = _chosen_tables(users)
    members = tuple(
        _member(r, identity) for r in ask(engine, _select_members(identity, scope)).to_pylist()
    )
    values = ask(
        engine,
        f"""
        with {scope}
        select c.record_no, i.identifier_type, i.identifier_value,
            coalesce(v.status, 'joined') as status, coalesce(v.record_count, 1) as record_count
        from chosen as c join identity.identifier as i
        on i.record_key = c.record_key and i.record_table = c.record_table
        left join identity.identifier_value as v
        on v.identifier_type = i.identifier_type and v.identifier_value = i.identifier_value
        order by c.record_no, i.identifier_type
        """,
    )
    refused = ask(
        engine,
        f"""
        with {scope}
        select distinct r.record_a, r.record_b, r.rule, r.reason
        from identity.refused_link as r join refused as k
        on k.record_a = r.record_a and k.record_b = r.record_b
        join chosen as a on a.record_no = r.record_a join chosen as b on b.record_no = r.record_b
        order by r.record_a, r.record_b, r.rule
        """,
    )
    known = {name for m in members if m.user_id in users for name in m.names}
    pins = [d for d in read_decisions(identity, project.root) if known & {d.record_a, d.record_b}]
    return Evidence(
        identity, members, tuple(values.to_pylist()), tuple(refused.to_pylist()), tuple(pins)
    )


def _chosen_tables(users: Collection[int]) -> str:
    """Write the tables `refused` and `chosen` of a query about users."""
    columns = "record_no, record_table, record_key, user_id"
    ends = " union ".join(
        "select r.record_a, r.record_b from identity.refused_link as r"
        f" join mine as m on m.record_no = r.{end}"
        for end in ("record_a", "record_b")
    )
    return f"""
        mine as (
            select {columns} from identity.registry
            where is_live and user_id in ({", ".join(map(str, sorted(users)))})
        ),
        refused as ({ends}),
        ends as (select record_a as no from refused union select record_b as no from refused),
        chosen as (
            select {columns} from mine union
            select g.record_no, g.record_table, g.record_key, g.user_id
            from identity.registry as g join ends as e on e.no = g.record_no where g.is_live
        )
    """


def _select_members(identity: Identity, scope: str) -> str:
    tables = " union all ".join(map(select_facts, identity.records))
    return f"""
        with {scope}, said as ({tables}),
        whole as (
            select c.record_no, c.user_id, c.record_table, c.record_key,
                s.observed_at, s.name, s.born
            from chosen as c left join said as s
            on s.record_key = c.record_key and s.record_table = c.record_table
        )
        select *, cdp_name_key(name) as name_key from whole
        order by observed_at nulls last, record_table, record_key
    """


def select_facts(record: RecordTable) -> str:
    """Write the query for a record table's record_table, record_key, observed_at, name, born."""
    name, born = (
        f"cast({quoted(record.facts[f])} as {kind})"
        if f in record.facts
        else f"cast(null as {kind})"
        for f, kind in (("name", "varchar"), ("born", "date"))
    )
    return (
        f"select {literal(record.table)} as record_table,"
        f" cast({quoted(record.key)} as varchar) as record_key,"
        f" cast({quoted(record.observed_at)} as timestamp) as observed_at,"
        f" {name} as name, {born} as born from {record.table}"
    )


def _member(row: Row, identity: Identity) -> Member:
    table, key = row["record_table"], row["record_key"]
    return Member(
        row["record_no"], row["user_id"], pin_name(identity, table, key), table, key,
        row["observed_at"], row["name"], row["name_key"], row["born"],
    )  # fmt: skip


def pin_name(identity: Identity, table: str, key: str) -> str:
    """Name a record as a pin does: by key, and by table too where there are several."""
    return key if identity.single else f"{table}:{key}"


def link_sources(evidence: Evidence, members: list[Member]) -> list[LinkSource]:
    """Return what may join records: pins first, then values, those of stronger rules first."""
    place = {m.number: n for n, m in enumerate(members)}
    strength = {
        t: n for n, rule in reversed([*enumerate(evidence.identity.rules)]) for t in rule.match
    }
    found: defaultdict[tuple[int, str, str], set[int]] = defaultdict(set)
    for row in evidence.values:
        kind = row["identifier_type"]
        if row["record_no"] in place and row["status"] == "joined" and kind in strength:
            found[strength[kind], kind, row["identifier_value"]].add(place[row["record_no"]])
    return [
        *_pin_sources(evidence, members),
        *(
            LinkSource(t, v, tuple(sorted(p)))
            for (_, t, v), p in sorted(found.items())
            if len(p) > 1
        ),
    ]


def _pin_sources(evidence: Evidence, members: list[Member]) -> Iterator[LinkSource]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, member in enumerate(members):
        for name in member.names:
            places[name].append(place)
    for pin in evidence.pins:
        for a in places[pin.record_a] if pin.same else ():
            for b in places[pin.record_b]:
                if a != b:
                    yield LinkSource(PIN, str(pin.line), (min(a, b), max(a, b)))


def linking_rule(
    evidence: Evidence, members: list[Member], sources: list[LinkSource]
) -> tuple[list[int], LinkingRule]:
    """Number the records by their facts, and tell by which rule two such may be linked.

    Only the facts that some rule minds are compared, and only where a value brings them together.
    """
    rules = [(r, tuple(map(FACTS.index, r.unless))) for r in evidence.identity.rules]
    numbers: dict[tuple[str | None, date | None], int] = {}
    kinds = [numbers.setdefault((m.name_key, m.born), len(numbers)) for m in members]
    minded = {t for rule, unless in rules if unless for t in rule.match}
    pairs = _kinds_that_meet([s for s in sources if s.type in minded], kinds)
    against = [
        _contradicting_kinds(evidence.identity, fact, list(numbers), pairs if used else set())
        for fact in range(len(FACTS))
        for used in [any(fact in unless for _, unless in rules)]
    ]
    sides: Sides[int, int] = Sides([1 << kind for kind in range(len(numbers))], against)

    def rule_for(kind: str, one: int, other: int) -> str | None:
        if kind == PIN:
            return PIN
        return next(
            (
                rule.name
                for rule, unless in rules
                if kind in rule.match and first_objection(sides, one, other, unless, {}) is None
            ),
            None,
        )

    return kinds, rule_for


def _kinds_that_meet(sources: list[LinkSource], kinds: list[int]) -> set[tuple[int, int]]:
    """Return the pairs of kinds that some source brings together, the lesser one first."""
    return {
        pair
        for source in sources
        for pair in combinations(sorted({kinds[place] for place in source.places}), 2)
    }


def _contradicting_kinds(
    identity: Identity,
    fact: int,
    facts: list[tuple[str | None, date | None]],
    pairs: set[tuple[int, int]],
) -> list[int]:
    """Return for each kind the mask of those whose value of a fact contradicts its own."""
    against = [0] * len(facts)
    asked = [(a, b, facts[a][fact], facts[b][fact]) for a, b in pairs]
    for a, b in _contradicting_pairs(identity, FACTS[fact], asked):
        against[a] |= 1 << b
        against[b] |= 1 << a
    return against


def _contradicting_pairs(
    identity: Identity, fact: str, pairs: list[tuple[int, int, Any, Any]]
) -> set[tuple[int, int]]:
    """Return the pairs of kinds whose values of a fact contradict each other."""
    import pyarrow as pa

    both = [p for p in pairs if p[2] is not None and p[3] is not None and p[2] != p[3]]
    if not both:
        return set()
    kind = pa.date32() if fact == "different_birth_date" else pa.string()
    left, right = (pa.array([p[n] for p in both], kind) for n in (2, 3))
    try:
        comparer = load_comparers(identity.comparers)[fact]
    except ValueError as error:
        raise UsageError(f"identity.yaml: a comparer cannot be loaded: {error}") from error
    verdicts = comparer(left, right)
    return {(a, b) for (a, b, _, _), clash in zip(both, verdicts.tolist(), strict=True) if clash}


def shared_values(
    evidence: Evidence, one: int, other: int, types: Collection[str] | None
) -> list[Row]:
    """Return the values that two records both have, of some types or of all."""
    theirs = {
        (r["identifier_type"], r["identifier_value"]) for r in evidence.carried.get(other, ())
    }
    return [
        row
        for row in evidence.carried.get(one, ())
        if (types is None or row["identifier_type"] in types)
        and (row["identifier_type"], row["identifier_value"]) in theirs
    ]
