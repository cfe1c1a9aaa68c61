"""Make a warehouse's golden records as many as wanted, or change one in a hundred of them."""

from __future__ import annotations

import sys

import duckdb


def main(warehouse: str, what: str, users: str) -> None:
    """Add copies of users under other ids, or move some to another town."""
    with duckdb.connect(warehouse) as db:
        if what == "grow":
            (there,) = db.execute("select count(*) from gold.cdp_dim_user").fetchone() or (0,)
            db.execute(
                "insert into gold.cdp_dim_user"
                " select * replace (user_id + 500000000 as user_id) from gold.cdp_dim_user"
                f" limit {max(int(users) - int(there), 0)}"
            )
        else:
            db.execute(
                "update gold.cdp_dim_user set city = concat(city, ' East')"
                f" where user_id % {int(users)} = 0"
            )
        db.execute("checkpoint")


if __name__ == "__main__":
    main(*sys.argv[1:])
