"""Whatever happens to the source, the project or the clock: a run leaves what a rebuild would.

Each step makes something up (rows that are new, late, bad, repeated, deleted or corrected, files
that are rewritten or gone, pins, other rules, time), runs the project, rebuilds it beside and
compares every table. `CDP_STEPS=20` makes twenty times as many histories.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from clinic_world import NEVER, Row, World, stamp
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from cdp.project.leaves import ENGINES, built_in_leaves

pytestmark = pytest.mark.slow

TIMES = int(os.environ.get("CDP_STEPS", "1"))
FIRST, *OTHERS = built_in_leaves(ENGINES)
SEEDS = [(FIRST, n) for n in range(4 * TIMES)] + [(e, 4 + n) for e in OTHERS for n in range(TIMES)]
"""Engines, and numbers that make their histories: those of the others are others."""
EXAMPLES, STEPS = 6, 10
"""Histories a seed, of which the first is always the dullest, and steps a history."""

PATIENTS = ("p1", "p2", "p3", "p4", "p5", "p6", "p7")
VISITS = ("v1", "v2", "v3", "v4", "v5", "v6")
DOCTORS = ("d1", "d2")
TOGGLES = (
    ("identity.yaml", "crowded: {phone: 3}", "crowded: {phone: 2}"),
    ("identity.yaml", "match: [phone], unless: [different_name, different_birth_date]",
     "match: [phone]"),
    ("gold/user.yaml", "window: 10d", "window: 3d"),
    ("gold/user.yaml", "take: most_frequent", "take: latest"),
    ("gold/user.yaml", "computed:",
     "  short: {description: S., type: bigint, from: visit, sql: min(minutes)}\ncomputed:"),
    ("contracts/visit.yaml", "maximum: 600", "maximum: 30"),
    ("silver/fact_visit.sql", "v.minutes as minutes", "v.minutes + 1 as minutes"),
    ("silver/dim_patient.sql", "cdp_email(p.email) as email", "lower(p.email) as email"),
    ("gold/recent_visit.sql", "interval 20 day", "interval 5 day"),
    ("audiences/northern.yaml", "within: 12", "within: 4"),
)  # fmt: skip


@dataclass(frozen=True)
class PatientChange:
    """What arrives about a patient: which kind of row, and values for where it is new."""

    kind: str
    key: str
    name: str
    born: str
    phone: str
    email: str
    member_no: str
    seen: int
    """Days after the first day of 2026."""


@dataclass(frozen=True)
class VisitChange:
    """What arrives about a visit."""

    kind: str
    key: str
    patient: str
    doctor: str
    minutes: str
    ago: int
    """Hours before the run; below zero it is to come."""


def choice(*values: str) -> st.SearchStrategy[str]:
    """Choose one; what stands first is what a failure is made smaller to."""
    return st.sampled_from(values)


patients = st.builds(
    PatientChange,
    kind=choice("new", "new", "phone", "email", "name", "again", "tie", "older", "delete",
                "unreadable", "future", "keyless"),
    key=choice(*PATIENTS),
    name=choice("Asha Rao", "Asha Rao", "A Rao", "", "Vikram Rao", "Meena Iyer"),
    born=choice("", "", "2010-04-05", "2012-01-30", "someday"),
    phone=choice("9876500001", "+91 98765 00001", "9876500002", "9876500003", ""),
    email=choice("", "", "a@rao.in", "B@rao.in ", "none@mail.in"),
    member_no=choice("", "", "", "M1", "m2"),
    seen=st.integers(0, 15),
)  # fmt: skip
visits = st.builds(
    VisitChange,
    kind=choice("new", "new", "move", "again", "older", "delete", "unreadable"),
    key=choice(*VISITS),
    patient=choice(*PATIENTS, ""),
    doctor=choice(*DOCTORS, "d9", ""),
    minutes=choice("10", "20", "45", "700", ""),
    ago=st.sampled_from((1, 30, 100, 200, 400, 700, -30, -200)),
)
doctors = st.tuples(choice(*DOCTORS), choice("north", "south", "east"))
some_time = st.sampled_from(
    (timedelta(0), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1), timedelta(days=8),
     timedelta(days=40), timedelta(days=-3))
)  # fmt: skip
pinned = st.tuples(choice(*PATIENTS), choice(*PATIENTS), choice("same", "different")).filter(
    lambda pin: pin[0] != pin[1]
)


class Clinic(RuleBasedStateMachine):
    """A clinic's history, step by step."""

    engine = ""
    """The engine that computes it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="cdp-clinic-"))
        self.world = World(self.folder / "clinic", self.engine)

    def teardown(self) -> None:
        """Compare with a build that knows no history, and leave nothing behind."""
        try:
            if self.world.is_sound:
                self.world.check_against_nothing()
        finally:
            shutil.rmtree(self.folder)

    @initialize(first=st.lists(patients, min_size=3, max_size=6), came=st.lists(visits, max_size=3))
    def begin(self, first: list[PatientChange], came: list[VisitChange]) -> None:
        """Deliver something of each table."""
        self.world.deliver("patient", self.patient_rows(first))
        self.world.deliver("visit", self.visit_rows(came))
        self.world.deliver("doctor", [self.doctor_row(("d1", "north"))])
        self.world.run()

    @rule(later=some_time, changes=st.lists(patients, min_size=1, max_size=4))
    def patients_arrive(self, later: timedelta, changes: list[PatientChange]) -> None:
        """Deliver rows of patients."""
        self.world.now += later
        self.world.deliver("patient", self.patient_rows(changes))
        self.world.run()

    @rule(change=patients)
    def one_patient_arrives(self, change: PatientChange) -> None:
        """Deliver one row, at the very instant of the last run."""
        self.world.deliver("patient", self.patient_rows([change]))
        self.world.run()

    @rule(later=some_time, changes=st.lists(visits, min_size=1, max_size=4))
    def visits_arrive(self, later: timedelta, changes: list[VisitChange]) -> None:
        """Deliver rows of visits, of known and of unknown patients."""
        self.world.now += later
        self.world.deliver("visit", self.visit_rows(changes))
        self.world.run()

    @rule(change=doctors)
    def a_doctor_moves(self, change: tuple[str, str]) -> None:
        """Deliver a row that many visits are joined with."""
        self.world.deliver("doctor", [self.doctor_row(change)])
        self.world.run()

    @rule(
        later=some_time,
        batches=st.lists(st.lists(patients, max_size=2), min_size=2, max_size=3),
        came=st.lists(visits, max_size=3),
        moved=doctors,
    )
    def much_arrives_at_once(
        self,
        later: timedelta,
        batches: list[list[PatientChange]],
        came: list[VisitChange],
        moved: tuple[str, str],
    ) -> None:
        """Deliver several files of every table."""
        self.world.now += later
        for batch in batches:
            self.world.deliver("patient", self.patient_rows(batch))
        self.world.deliver("visit", self.visit_rows(came))
        self.world.deliver("doctor", [self.doctor_row(moved)])
        self.world.run()

    @rule(table=choice("patient", "visit"), data=st.data(), changes=st.lists(patients, max_size=2))
    def a_file_is_rewritten(
        self, table: str, data: st.DataObject, changes: list[PatientChange]
    ) -> None:
        """Write a known file anew: some rows are gone, others have come."""
        files = self.world.files[table]
        name = data.draw(st.sampled_from(sorted(files)), label="file")
        kept = [r for r in files[name] if data.draw(st.booleans(), label="stays")]
        more = self.patient_rows(changes) if table == "patient" else []
        self.world.rewrite(table, name, kept + more)
        self.world.run()

    @precondition(lambda self: any(len(f) > 1 for f in self.world.files.values()))
    @rule(data=st.data(), later=some_time)
    def a_file_goes(self, data: st.DataObject, later: timedelta) -> None:
        """Take a file away, though never the last one of a table."""
        many = sorted((t, n) for t, f in self.world.files.items() if len(f) > 1 for n in f)
        self.world.now += later
        self.world.remove(*data.draw(st.sampled_from(many), label="file"))
        self.world.run()

    @rule(later=some_time)
    def time_passes(self, later: timedelta) -> None:
        """Run with nothing new but the time; sometimes not even that."""
        self.world.now += later
        self.world.run()

    @rule(pins=st.lists(pinned, max_size=2, unique_by=lambda p: frozenset(p[:2])))
    def people_decide(self, pins: list[tuple[str, str, str]]) -> None:
        """Set pins, and lift those that were set before."""
        self.world.pin(pins)
        self.world.run()

    @rule(toggle=st.sampled_from(TOGGLES), change=st.lists(patients, max_size=1))
    def the_project_changes(
        self, toggle: tuple[str, str, str], change: list[PatientChange]
    ) -> None:
        """Edit a rule, a trait, a contract or a model, or take the edit back."""
        self.world.toggle(*toggle)
        if toggle[0] == "contracts/visit.yaml":
            self.world.most_minutes = 630 - self.world.most_minutes
        if change:
            self.world.deliver("patient", self.patient_rows(change))
        self.world.run()

    # ------------------------------------------------------------ from changes to rows

    def patient_rows(self, changes: list[PatientChange]) -> list[Row]:
        """Write changes as the source would, knowing what it delivered before."""
        return [self.patient_row(c) for c in changes]

    def patient_row(self, c: PatientChange) -> Row:
        """Write one row of a patient."""
        serial = self.world.tick()
        before = self.world.delivered("patient", c.key)
        row = {
            "id": c.key, "seen_at": stamp(self.world.now - timedelta(days=20 - c.seen)),
            "changed_at": stamp(self.world.now + timedelta(seconds=serial)), "deleted_at": "",
            "name": c.name, "born": c.born, "primary_mobile_number": c.phone, "email": c.email,
            "member_no": c.member_no, "serial": str(serial),
        }  # fmt: skip
        corrected = {"phone": "primary_mobile_number", "email": "email", "name": "name"}
        if before and c.kind in corrected:
            column = corrected[c.kind]
            return before | {column: row[column]} | {k: row[k] for k in ("changed_at", "serial")}
        if before and c.kind == "again":
            return before
        if before and c.kind == "tie":
            return row | {"changed_at": before["changed_at"]}
        if c.kind == "older":
            long_ago = self.world.now - timedelta(days=60 + c.seen)
            return row | {"changed_at": stamp(long_ago), "seen_at": stamp(long_ago)}
        if c.kind == "delete":
            return (before or row) | {
                "changed_at": row["changed_at"], "deleted_at": row["changed_at"],
                "serial": row["serial"],
            }  # fmt: skip
        bad = {
            "unreadable": {"seen_at": NEVER},
            "future": {"seen_at": stamp(self.world.now + timedelta(days=2 + c.seen))},
            "keyless": {"id": ""},
        }
        return row | bad.get(c.kind, {})

    def visit_rows(self, changes: list[VisitChange]) -> list[Row]:
        """Write changes of visits as the source would."""
        return [self.visit_row(c) for c in changes]

    def visit_row(self, c: VisitChange) -> Row:
        """Write one row of a visit."""
        serial = self.world.tick()
        before = self.world.delivered("visit", c.key)
        row = {
            "id": c.key, "patient_id": c.patient, "doctor_id": c.doctor,
            "came_at": stamp(self.world.now - timedelta(hours=c.ago)),
            "changed_at": stamp(self.world.now + timedelta(seconds=serial)), "deleted_at": "",
            "minutes": c.minutes, "serial": str(serial),
        }  # fmt: skip
        if before and c.kind == "move":
            return before | {k: row[k] for k in ("patient_id", "changed_at", "serial")}
        if before and c.kind == "again":
            return before
        kinds = {
            "older": {"changed_at": stamp(self.world.now - timedelta(days=70))},
            "delete": {"deleted_at": row["changed_at"]},
            "unreadable": {"came_at": NEVER},
        }
        return row | kinds.get(c.kind, {})

    def doctor_row(self, change: tuple[str, str]) -> Row:
        """Write one row of a doctor."""
        at = self.world.now + timedelta(seconds=self.world.tick())
        return {"id": change[0], "changed_at": stamp(at), "ward": change[1]}


@pytest.mark.parametrize(("engine", "number"), SEEDS)
def test_every_step_leaves_what_a_rebuild_would(engine: str, number: int) -> None:
    machine = seed(number)(type(f"Clinic{number}", (Clinic,), {"engine": engine}))
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )
