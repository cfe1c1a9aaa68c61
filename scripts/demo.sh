#!/bin/sh
# A project with 20,000 synthetic leads in demo/: written, run, and looked at.
set -eu
cd "$(dirname "$0")/.."
CDP=.venv/bin/cdp
rm -rf demo
"$CDP" init demo >/dev/null
echo "1  writing 20,000 synthetic leads and what happened to them"
"$CDP" synth --leads 20000 --seed 7 --out demo/data
echo
echo "2  running the pipeline on DuckDB"
"$CDP" run --project demo --as-of 2026-11-01T00:00:00+05:30
echo
echo "3  a few golden records: people with several leads"
"$CDP" sql --project demo "
    select user_id, full_name, city, lead_count as leads, call_count as calls,
           last_disposition, users_on_mobile as on_mobile
    from gold.cdp_dim_user
    where lead_count > 2 and users_on_mobile > 1
    order by lead_count desc, user_id limit 5"
echo
echo "4  try next"
cat <<'NEXT'
  .venv/bin/cdp show user --project demo 1000001      one person whole, and where each value came from
  .venv/bin/cdp identity report --project demo --truth demo/data/_truth/person.parquet
  .venv/bin/cdp quarantine list --project demo        rows that broke their contract, and why
  .venv/bin/cdp compile --project demo gold.cdp_dim_user
  .venv/bin/cdp sql --project demo "select event_name, count(*) from gold.cdp_fact_events group by all"
NEXT
