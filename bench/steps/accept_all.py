"""Leave what a complete sync would leave, without sending: all that is due counts as accepted."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from cdp.activation.diff import ACTION
from cdp.activation.due_events import due_events_sql, users_reachable_now_sql
from cdp.activation.sender import RetryPolicy
from cdp.activation.session import diff_users, open_session
from cdp.activation.sync_tables import create_sync_tables
from cdp.pipeline.compile import compile_root
from cdp.tables import SYNC_EVENT, SYNC_STATE


def main(root: str, name: str) -> None:
    """Write the state of every user and event; prints how many there are of each."""
    with (
        open_session(compile_root(Path(root)), None, name, None, RetryPolicy()) as s,
        s.warehouse("write") as warehouse,
    ):
        create_sync_tables(warehouse)
        run_at = diff_users(s, warehouse)
        run = warehouse.at(run_at)
        at = f"timestamp '{run_at.isoformat(sep=' ')}'"
        users = run.append(
            SYNC_STATE,
            f"select '{name}' as destination, user_id,"
            " case when held is null then 'accepted' else 'held' end as status,"
            " held is null as is_there, held is null as is_sure,"
            " case when held is null then fingerprint end as fingerprint,"
            f" coalesce(held, '') as reason, {at} as run_at, {at} as sent_at from {ACTION}",
        )
        sql = due_events_sql(s.spec, users_reachable_now_sql(s.spec))
        events = run.append(
            SYNC_EVENT,
            f"select '{name}' as destination, event_id, user_id, 'accepted' as status,"
            f" {at} as sent_at from ({sql}) as due",
        )
        warehouse.engine.commit("bench")
    print(json.dumps({"users": users, "events": events}))


if __name__ == "__main__":
    main(*sys.argv[1:])
