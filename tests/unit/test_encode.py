"""`cdp sync encode`: what becomes of records, right and wrong, in the words of each tool."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from cdp.activation.encode import encode_lines, open_destination_file, read_lines
from cdp.activation.record import Response, Verdict
from cdp.errors import ProjectError

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 1)
ACCOUNTS = {
    "moengage": "{data_center: '03', workspace_env: NO_WS, key_env: NO_KEY}",
    "webengage": "{region: in, license_env: NO_WS, key_env: NO_KEY}",
    "webhook": "{url: 'https://hooks.example.com/x', secret_env: NO_KEY}",
    "file": "{path: out}",
}
FIELDS = """
fields:
  - {column: name, attribute: label, type: string}
  - {column: at, attribute: last_at, type: datetime}
"""


def encoded(
    tmp_path: Path, kind: str, *records: object, more: str = FIELDS, single: bool = False
) -> list[dict[str, Any]]:
    """Encode records, given as text or as what becomes JSON, for a tool."""
    path = tmp_path / "to.yaml"
    path.write_text(f"type: {kind}\ndescription: x\naccount: {ACCOUNTS[kind]}\n{more}")
    to, said = open_destination_file(path, NOW)
    lines = [r if isinstance(r, str) else json.dumps(r) for r in records]
    found = encode_lines(to, lines, single=single, at=NOW, events=said.events)
    return [*found]


def user(user_id: object = "u-1", **attributes: object) -> dict[str, Any]:
    return {"kind": "user", "user_id": user_id, "attributes": attributes}


def event(
    name: str = "call", at: object = "2026-10-01T10:00:00Z", **said: object
) -> dict[str, Any]:
    return {
        "kind": "event", "event_id": "e-1", "user_id": "u-1", "event_name": name,
        "occurred_at": at, "properties": said,
    }  # fmt: skip


@pytest.mark.parametrize("kind", [*ACCOUNTS])
@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("nonsense", "is no JSON"),
        ("[" * 100_000, "is nested too deep"),
        ("[]", "is no JSON object"),
        ('{"kind": "user", "user_id": "\udcff1"}', "is no UTF-8 text"),
        ({"kind": "guess"}, "`kind` is none of"),
        (user(""), "`user_id` is missing"),
        (user(1.5), "`user_id` is neither text nor a whole number"),
        ({"kind": "merge", "from": "u-1"}, "`to` is missing"),
        ({"kind": "merge", "from": "u-1", "to": "u-1"}, "cannot be merged into itself"),
        (event(at=None), "`occurred_at` is missing"),
        (event(at=17), "`occurred_at` is no instant"),
        (event(at="0001-01-01T00:00:00+05:30"), "outside the years"),
        (user(at="0001-01-01T00:00:00+05:30"), "outside the years"),
        ({"kind": "user", "user_id": "u-1", "attributes": []}, "`attributes` is no JSON object"),
    ],
)
def test_a_bad_line_is_refused_alone_and_told(
    tmp_path: Path, kind: str, line: object, reason: str
) -> None:
    found = encoded(tmp_path, kind, line, user(name="kept"))
    assert reason in found[0]["rejected"]
    assert found[0]["row"] == 1
    assert [x["rows"] for x in found[1:]] == [[2]]


@pytest.mark.parametrize("kind", ["moengage", "webengage", "webhook"])
def test_what_json_cannot_write_is_refused(tmp_path: Path, kind: str) -> None:
    found = encoded(
        tmp_path, kind, '{"kind":"user","user_id":"u-1","attributes":{"name":"\\ud800"}}',
        event(x={"deep": float("nan")}), event(x={"deep": "\ud800"}),
    )  # fmt: skip
    assert ["holds" in x["rejected"] for x in found] == [True] * 3


def test_input_that_is_no_utf_8_is_one_bad_line(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"kind":"erase","user_id":"u-1"}\n"\xff"\n')
    (tmp_path / "to.yaml").write_text(
        f"type: file\ndescription: x\naccount: {ACCOUNTS['file']}\n{FIELDS}"
    )
    to, _ = open_destination_file(tmp_path / "to.yaml", NOW)
    with read_lines(path) as lines:
        found = [*encode_lines(to, lines, single=False, at=NOW)]
    assert found[0] == {"row": 2, "rejected": "is no UTF-8 text"}
    assert found[1]["rows"] == [1]


@pytest.mark.parametrize("banned", ["GUEST", "N/A", " null ", '""', "(Empty)", "User_Id", "7"])
def test_moengage_bans_ids_in_any_spelling(tmp_path: Path, banned: str) -> None:
    (found,) = encoded(tmp_path, "moengage", user(banned, name="x"))
    assert "customer_id" in found["rejected"]


def test_events_are_encoded_as_a_sync_sends_them(tmp_path: Path) -> None:
    more = FIELDS + (
        "events: {names: [call], rename: {call: rung}, properties: {status: call_status},"
        " drop: [remarks]}"
    )
    (found,) = encoded(tmp_path, "moengage", event(status="ok", remarks="private"), more=more)
    (action,) = found["body"]["elements"][0]["actions"]
    assert action["action"] == "rung"
    assert action["attributes"] == {"event_id": "e-1", "call_status": "ok"}


def test_an_offset_is_that_of_the_event_s_own_instant(tmp_path: Path) -> None:
    """03:00 UTC on the last Sunday of March: Berlin has gone over to summer time two hours ago."""
    more = f"{FIELDS}\ntime_zone: Europe/Berlin"
    at = ["2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z"]
    (found,) = encoded(tmp_path, "moengage", *(event(at=x) for x in at), more=more)
    offsets = [e["actions"][0]["user_timezone_offset"] for e in found["body"]["elements"]]
    assert offsets == [3600, 7200]


def test_webengage_s_instants_have_four_digits_of_year_and_of_offset(tmp_path: Path) -> None:
    more = (
        "time_zone: Asia/Kolkata\nfields:\n"
        "  - {column: born, attribute: birthDate, type: date}\n"
        "  - {column: at, attribute: last_at, type: datetime}\n"
    )
    rows = [user(born="0900-01-01"), user(at="2026-10-01T10:00:00Z"), user(at="9999-12-31T23:00Z")]
    refused, found = encoded(tmp_path, "webengage", *rows, more=more)
    assert "outside the years" in refused["rejected"]
    first, second = found["body"]["users"]
    assert first["birthDate"] == "0900-01-01T00:00:00+0553"
    assert second["attributes"]["last_at"] == "2026-10-01T15:30:00+0530"


def test_requests_are_full_and_never_above_the_limits(tmp_path: Path) -> None:
    rows = [user(f"u-{n}", name="n" * 400) for n in range(600)]
    found = encoded(tmp_path, "moengage", *rows)
    sizes = [
        len(json.dumps(x["body"], separators=(",", ":"), ensure_ascii=False).encode())
        for x in found
    ]
    assert max(sizes) <= 100_000
    assert min(sizes[:-1]) > 99_000
    assert [len(x["rows"]) for x in encoded(tmp_path, "webengage", *rows[:60])] == [25, 25, 10]
    assert len(encoded(tmp_path, "webengage", *rows[:60], single=True)) == 60


def test_a_mapped_name_wins_over_a_column_of_that_name(tmp_path: Path) -> None:
    more = f"{FIELDS}\nother_fields: pass"
    (found,) = encoded(tmp_path, "moengage", user(name="mapped", label="own", x=1), more=more)
    assert found["body"]["elements"][0]["attributes"] == {"label": "mapped", "x": 1}


@pytest.mark.parametrize(
    ("kind", "field", "rule"),
    [
        ("moengage", "{column: a, attribute: moe_sms_subscription, type: boolean}", "as string"),
        ("moengage", "{column: a, attribute: u_mb, type: number}", "as mobile or string"),
        ("moengage", "{column: a, attribute: label, type: number}", "mapped twice"),
        ("webengage", "{column: a, attribute: firstName, type: number}", "as string"),
        ("webengage", "{column: a, attribute: emailOptIn, type: string}", "as boolean"),
        ("file", "{column: a, attribute: user_id, type: string}", "sent twice"),
    ],
)
def test_a_file_that_can_never_work_is_refused(
    tmp_path: Path, kind: str, field: str, rule: str
) -> None:
    with pytest.raises(ProjectError, match=rule):
        encoded(tmp_path, kind, more=f"{FIELDS}  - {field}\n")


@pytest.mark.parametrize("kind", ["moengage", "webengage", "webhook", "file"])
def test_a_channel_s_attribute_is_no_field_s_too(tmp_path: Path, kind: str) -> None:
    with pytest.raises(ProjectError, match="label is sent twice"):
        encoded(tmp_path, kind, more=f"{FIELDS}channels: {{sms: {{allowed: a, attribute: label}}}}")


def test_webengage_counts_all_text_as_one_type(tmp_path: Path) -> None:
    kinds = ["string"] * 20 + ["mobile"] * 6
    fields = "".join(
        f"  - {{column: c{n}, attribute: a{n}, type: {kind}}}\n" for n, kind in enumerate(kinds)
    )
    with pytest.raises(ProjectError, match="not 26 of string"):
        encoded(tmp_path, "webengage", more=f"fields:\n{fields}")


@pytest.mark.parametrize("kind", ["moengage", "webengage", "webhook"])
@pytest.mark.parametrize("status", [301, 302, 308, 401, 404])
def test_no_row_is_blamed_for_a_wrong_address(tmp_path: Path, kind: str, status: int) -> None:
    path = tmp_path / "to.yaml"
    path.write_text(f"type: {kind}\ndescription: x\naccount: {ACCOUNTS[kind]}\n{FIELDS}")
    to, _ = open_destination_file(path, NOW)
    assert to.decode(Response(status, {}, b"")).verdict is Verdict.closed


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1.example.com", "http://crm.example.com", "https://"]
)
def test_secrets_go_to_https_alone(tmp_path: Path, url: str) -> None:
    (tmp_path / "to.yaml").write_text(
        f"type: webhook\ndescription: x\naccount: {{url: '{url}', secret_env: K}}\n{FIELDS}"
    )
    with pytest.raises(ProjectError, match="is no https address"):
        open_destination_file(tmp_path / "to.yaml", NOW)


@pytest.mark.parametrize("name", ["users", "removed", "a/b"])
def test_a_file_of_events_is_never_taken_for_one_of_users(tmp_path: Path, name: str) -> None:
    with pytest.raises(ProjectError, match="cannot begin"):
        encoded(tmp_path, "file", more=f"{FIELDS}events: {{names: ['{name}']}}")
