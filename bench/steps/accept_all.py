"""Leave what a complete sync would leave, without sending: all that is due counts as accepted."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from cdp.activation.diff import ACTION
from cdp.activation.due_events import due_events_sql, users_reachable_now_sql
from cdp.activation.sender import RetryPolicy
from cdp.activation.session import diff_users, open_session
from cdp.activation.sync_tables import EVENT, STATE, create_sync_tables
from cdp.pipeline.compile import compile_root
from cdp.types import Relation
from cdp.warehouse.materialize import append, stage

_NEW = Relation("stage", "bench_accepted")


def main(root: str, name: str) -> None:
    """Write the state of every user and event; prints how many there are of each."""
    with (
        open_session(compile_root(Path(root)), None, name, None, RetryPolicy()) as s,
        s.warehouse("write") as engine,
    ):
        create_sync_tables(engine, s.as_of)
        run_at = diff_users(s, engine)
        at = f"timestamp '{run_at.isoformat(sep=' ')}'"
        stage(
            engine, _NEW,
            f"select '{name}' as destination, user_id,"
            " case when held is null then 'accepted' else 'held' end as status,"
            " held is null as is_there, held is null as is_sure,"
            " case when held is null then fingerprint end as fingerprint,"
            f" coalesce(held, '') as reason, {at} as run_at, {at} as sent_at from {ACTION}",
            run_at,
        )  # fmt: skip
        users = append(engine, STATE, _NEW)
        sql = due_events_sql(s.spec, users_reachable_now_sql(s.spec))
        stage(
            engine, _NEW,
            f"select '{name}' as destination, event_id, user_id, 'accepted' as status,"
            f" {at} as sent_at from ({sql}) as due",
            run_at,
        )  # fmt: skip
        events = append(engine, EVENT, _NEW)
    print(json.dumps({"users": users, "events": events}))


if __name__ == "__main__":
    main(*sys.argv[1:])
