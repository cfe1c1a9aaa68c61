"""How the resolution came out, in numbers; with a truth file, how right it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cdp.errors import UsageError
from cdp.identity.inspect.score import Score, score_grouping

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa

    from cdp.project.load import Project
    from cdp.warehouse.session import Session


@dataclass(frozen=True)
class IdentityReport:
    """Counts for people and scripts; the tables are small."""

    records: int
    users: int
    large_group: int
    histogram: pa.Table
    values: pa.Table
    refused: pa.Table
    largest: pa.Table
    score: Score | None

    def as_dict(self) -> dict[str, Any]:
        """Return the report as plain data."""
        found: dict[str, Any] = {"records": self.records, "users": self.users}
        for name in ("histogram", "values", "refused", "largest"):
            found[name] = getattr(self, name).to_pylist()
        if self.score is not None:
            found["score"] = {**vars(self.score), "pair_f1": self.score.pair_f1}
            found["score"]["cluster_f1"] = self.score.cluster_f1
        return found


def identity_report(session: Session, project: Project, truth: Path | None) -> IdentityReport:
    """Count what the resolution made; UsageError when the project has no identity."""
    if project.identity is None:
        raise UsageError("the project has no identity.yaml, so there is nothing to report")
    identity = project.identity.value
    totals = session.query(
        "select count(*) as records, count(distinct user_id) as users from identity.user_map",
    ).to_pylist()[0]
    sizes = "(select user_id, count(*) as records from identity.user_map group by user_id) as u"
    return IdentityReport(
        records=totals["records"],
        users=totals["users"],
        large_group=identity.large_group,
        histogram=session.query(
            f"select records, count(*) as users from {sizes} group by records order by records",
        ),
        values=session.query(
            "select identifier_type, status, count(*) as identifier_values,"
            " cast(sum(record_count) as bigint) as records, max(record_count) as most_records"
            " from identity.identifier_value"
            " group by identifier_type, status order by identifier_type, status",
        ),
        refused=session.query(
            "select rule, reason, count(*) as links from identity.refused_link"
            " group by rule, reason order by links desc",
        ),
        largest=session.query(
            f"select user_id, records from {sizes} where records >= {identity.large_group}"
            " order by records desc, user_id limit 20",
        ),
        score=_score_against(session, project, truth) if truth is not None else None,
    )


def _score_against(session: Session, project: Project, truth: Path) -> Score:
    """Compare the map with a truth file over the records that stand in both."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    single = project.identity.value.single if project.identity else None
    key = single.key if single else "record_key"
    try:
        true = pq.read_table(truth, columns=[key, "person_id"])
    except (OSError, pa.ArrowInvalid, KeyError) as error:
        raise UsageError(
            f"the truth file {truth.name} cannot be read",
            fix=f"it is Parquet with the columns {key} and person_id",
        ) from error
    found = session.scan(f"select {key}, user_id from identity.user_map").read_all()
    found = found.cast(pa.schema([(key, pa.string()), ("user_id", pa.int64())]))
    true = true.cast(pa.schema([(key, pa.string()), ("person_id", true["person_id"].type)]))
    both = found.join(true, keys=key, join_type="inner")
    person = both["person_id"].combine_chunks().dictionary_encode().indices
    return score_grouping(
        both["user_id"].to_numpy(), person.to_numpy(zero_copy_only=False).astype("int64")
    )
