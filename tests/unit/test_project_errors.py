"""A project's mistakes are all told at once, each with its place and its remedy, and only once."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cdp.errors import Problem, ProjectError
from cdp.pipeline.compile import compile_root

if TYPE_CHECKING:
    from collections.abc import Callable

SHOP = Path(__file__).parents[1] / "e2e" / "generic" / "shop"


class Shop:
    """A copy of the shop's project, to be broken."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(SHOP, root, ignore=shutil.ignore_patterns("data"))

    def swap(self, file: str, old: str, new: str) -> int:
        """Replace the one place where `old` stands; gives its line."""
        text = (self.root / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{file} has changed: {old!r}"
        self.write(file, text.replace(old, new))
        return text[: text.index(old)].count("\n") + 1

    def write(self, file: str, text: str) -> None:
        (self.root / file).write_text(text, encoding="utf-8")

    def problems(self) -> list[Problem]:
        with pytest.raises(ProjectError) as caught:
            compile_root(self.root)
        error = caught.value
        assert error.exit_code == 2
        assert f"the project has {len(error.problems)} mistake" in error.message
        assert all(p.file in error.message and p.message in error.message for p in error.problems)
        return error.problems


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path / "shop")


def test_the_shop_itself_has_no_mistake(shop: Shop) -> None:
    assert len(compile_root(shop.root).models) > 20


def test_a_dozen_and_more_mistakes_are_told_at_once_and_none_twice(shop: Shop) -> None:
    line: dict[str, int] = {}
    unknown_key = "name: mail, logicalType: string}\n      - {name: tel"
    line["key"] = shop.swap(
        "contracts/crm.yaml", unknown_key, unknown_key.replace("logicalType", "logicalTyp")
    )
    line["type"] = shop.swap(
        "contracts/sales.yaml", "number, required: true", "number, required: 3"
    )
    line["yaml"] = shop.swap("contracts/web.yaml", "channel, logicalType: string}", "channel") + 1
    doubled = "status: active\nid: other"
    line["twice"] = shop.swap("contracts/store.yaml", "status: active", doubled) + 1
    line["syntax"] = shop.swap("silver/sale.sql", "from source.sales", "from where source.sales")
    shop.write("silver/returned.sql", _sql("code", "select r.code\nfrom source.returned as r"))
    shop.write(
        "silver/refund.sql", _sql("code", "select\n  l.tir as code\nfrom source.loyalty as l")
    )
    shop.write("silver/plain.sql", "select 1 as x\n")
    shop.write(
        "silver/two.sql",
        _sql("code", "select l.card_id as code, l.tier as tier from source.loyalty as l"),
    )
    shop.write("silver/all.sql", _sql("code", "select * from source.loyalty as l"))
    shop.write(
        "silver/keyless.sql", _sql("code", "select l.card_id as other from source.loyalty as l")
    )
    shop.write("silver/latin.sql", "")
    (shop.root / "silver" / "latin.sql").write_bytes(b"/* description: caf\xe9 */ select 1")
    line["column"] = shop.swap(
        "identity.yaml", "{loyalty_no: loyalty_no, phone: phone}\n    facts: {name: holder}",
        "{loyalty_no: loyalty_no, phone: fone}\n    facts: {name: holder}",
    ) - 2  # fmt: skip
    line["block"] = shop.swap(
        "identity.yaml", "limits:", 'block:\n  phone: {pattern: "(a)\\\\1(b)\\\\2"}\nlimits:'
    ) + 1  # fmt: skip
    line["trait"] = shop.swap("gold/user.yaml", "sql: count(*)}\n  total", "sql: amount}\n  total")
    line["record"] = shop.swap("gold/user.yaml", ", record: silver.sale", "")
    line["sql"] = shop.swap("gold/user.yaml", "sql: tier is not null", "sql: tier >")

    problems = shop.problems()
    found = {(p.file, p.line, p.key) for p in problems}
    expected = {
        ("contracts/crm.yaml", line["key"], "schema.0.properties.2.logicalTyp"),
        ("contracts/sales.yaml", line["type"], "schema.0.properties.3.required"),
        ("contracts/web.yaml", line["yaml"], ""),
        ("contracts/store.yaml", line["twice"], "id"),
        ("silver/sale.sql", line["syntax"], ""),
        ("silver/returned.sql", 8, ""),
        ("silver/refund.sql", 8, ""),
        ("silver/plain.sql", 1, ""),
        ("silver/two.sql", 1, "columns.tier"),
        ("silver/all.sql", 6, ""),
        ("silver/keyless.sql", 1, "columns.other"),
        ("silver/keyless.sql", 1, "columns.code"),
        ("silver/keyless.sql", 1, "key"),
        ("silver/latin.sql", None, ""),
        ("identity.yaml", line["column"], "records.2"),
        ("identity.yaml", line["block"], "block.phone.pattern"),
        ("gold/user.yaml", line["trait"], "traits.sale_count"),
        ("gold/user.yaml", line["record"], "sources.line"),
        ("gold/user.yaml", line["sql"], "computed.is_member"),
    }
    assert found == expected
    hints = {p.file: p.message + p.fix for p in problems}
    assert "did you mean `logicalType`" in hints["contracts/crm.yaml"]
    assert "tier" in hints["silver/refund.sql"]
    assert "line" in hints["contracts/store.yaml"]
    assert "UTF-8" in hints["silver/latin.sql"]


def _sql(column: str, select: str) -> str:
    """Write a model with one documented column; its SELECT begins on line 7."""
    header = f"description: A row.\nkey: {column}\nscope: row\ncolumns: {{{column}: It.}}"
    return f"/*\n{header}\n*/\n{select}\n"


@pytest.mark.parametrize(
    ("breaking", "file", "key", "words"),
    [
        pytest.param(
            lambda s: s.swap("cdp.yaml", "threads: 1", "threds: 1"),
            "cdp.yaml", "targets.laptop.engine.threds", "did you mean `threads`",
            id="unknown key of a target",
        ),
        pytest.param(
            lambda s: s.swap("cdp.yaml", "memory_limit: 1GB", "memory_limit: lots"),
            "cdp.yaml", "targets.laptop.engine.memory_limit", "pattern",
            id="a size that is none",
        ),
        pytest.param(
            lambda s: s.swap("cdp.yaml", "default_target: laptop", "default_target: labtop"),
            "cdp.yaml", "default_target", "known targets: laptop", id="unknown default target",
        ),
        pytest.param(
            lambda s: shutil.rmtree(s.root / "contracts") or [
                shutil.rmtree(s.root / "silver"), shutil.rmtree(s.root / "gold"),
                (s.root / "identity.yaml").unlink(),
            ],
            "contracts/", "", "write one a table", id="no contract",
        ),
        pytest.param(
            lambda s: shutil.copy(s.root / "contracts/crm.yaml", s.root / "contracts/crm_2.yaml"),
            "contracts/crm_2.yaml", "schema.0.name", "contracts/crm.yaml", id="two of one table",
        ),
        pytest.param(
            lambda s: s.swap("contracts/crm.yaml", ", primaryKey: true", ""),
            "contracts/crm.yaml", "schema.0", "primaryKey: true", id="contract without key",
        ),
        pytest.param(
            lambda s: s.swap("contracts/crm.yaml", "    properties:",
                "    quality: [{type: custom, engine: cdp, name: old, implementation: sinze > 1}]\n"
                "    properties:"),
            "contracts/crm.yaml", "quality old", "sinze", id="rule about an unknown column",
        ),
        pytest.param(
            lambda s: s.swap("contracts/crm.yaml", "    properties:",
                "    quality: [{type: custom, engine: cdp, name: old, implementation: since >}]\n"
                "    properties:"),
            "contracts/crm.yaml", "quality old", "not valid SQL", id="rule that is no SQL",
        ),
        pytest.param(
            lambda s: s.swap("contracts/crm.yaml", "    properties:",
                "    customProperties: [{property: version, value: cnahged}]\n    properties:"),
            "contracts/crm.yaml", "schema.0", "cnahged", id="version that is no column",
        ),
        pytest.param(
            lambda s: s.swap("contracts/crm.yaml", "{name: mail, logicalType: string}",
                '{name: mail, logicalType: string, logicalTypeOptions: {pattern: "(a"}}'),
            "contracts/crm.yaml", "schema.0.properties.2", "regular expression",
            id="pattern that is no regular expression",
        ),
        pytest.param(
            lambda s: s.swap("identity.yaml", "match: [loyalty_no]", "match: [loyality_no]"),
            "identity.yaml", "", "rules names identifier type 'loyality_no'",
            id="unknown identifier type",
        ),
        pytest.param(
            lambda s: s.swap("identity.yaml", "limits: {loyalty_no: 1}", "limits: {card: 1}"),
            "identity.yaml", "", "limits names identifier type 'card'",
            id="limit of an unknown type",
        ),
        pytest.param(
            lambda s: s.swap("identity.yaml", "limits: {loyalty_no: 1}", "limits: {loyalty_no: 0}"),
            "identity.yaml", "limits.loyalty_no", "", id="a limit of nothing",
        ),
        pytest.param(
            lambda s: s.swap("identity.yaml", "unless: [different_name]", "unless: [other_name]"),
            "identity.yaml", "rules.2.unless", "different_name", id="unknown unless",
        ),
        pytest.param(
            lambda s: s.swap("identity.yaml", "table: silver.bill", "table: silver.bills"),
            "identity.yaml", "records.4", "silver.bill", id="unknown record table",
        ),
        pytest.param(
            lambda s: s.swap("identity.yaml", "table: silver.bill", "table: bill"),
            "identity.yaml", "records.4", "silver.bill", id="record table without a schema",
        ),
        pytest.param(
            lambda s: s.swap("identity.yaml", "facts: {name: holder}", "facts: {nmae: holder}"),
            "identity.yaml", "records.2.facts", "name or born", id="unknown fact",
        ),
        pytest.param(
            lambda s: s.swap("identity.yaml", "    observed_at: seen_at\nrules",
                "    observed_at: seen_at\n    where: phon is not null\nrules"),
            "identity.yaml", "records.4", "phon", id="record condition about an unknown column",
        ),
        pytest.param(
            lambda s: s.swap(
                "identity.yaml", "limits:", 'block: {phone: {pattern: "(a"}}\nlimits:'),
            "identity.yaml", "block.phone.pattern", "regular expression", id="broken block",
        ),
        pytest.param(
            lambda s: s.swap("identity.yaml", "limits:", "pins: decisions.csv\nlimits:"),
            "decisions.csv", "", "missing", id="pins that are not there",
        ),
        pytest.param(
            lambda s: s.swap("identity.yaml", "limits:",
                "comparers: {different_name: no.such_module}\nlimits:"),
            "identity.yaml", "comparers.different_name", "module:function", id="broken comparer",
        ),
        pytest.param(
            lambda s: s.swap("gold/user.yaml", "from: card.tier", "from: cart.tier"),
            "gold/user.yaml", "", "attributes.tier.from: there is no source 'cart",
            id="unknown source",
        ),
        pytest.param(
            lambda s: s.swap("gold/user.yaml", "from: card.tier", "from: card.teir"),
            "gold/user.yaml", "attributes.tier", "teir", id="unknown column of a source",
        ),
        pytest.param(
            lambda s: s.swap("gold/user.yaml", "take: max", "take: biggest"),
            "gold/user.yaml", "attributes.tier.take", "latest", id="unknown survivorship",
        ),
        pytest.param(
            lambda s: s.swap("gold/user.yaml", "sql: count(*)}\n  total", "sql: amount}\n  total"),
            "gold/user.yaml", "traits.sale_count", "aggregate", id="trait without aggregate",
        ),
        pytest.param(
            lambda s: s.swap("gold/user.yaml", "sql: sum(amount), default",
                "sql: sum(amuont), default"),
            "gold/user.yaml", "traits.total_spent", "amuont", id="trait of an unknown column",
        ),
        pytest.param(
            lambda s: s.swap("gold/user.yaml", "window: 10d", "window: 10 days"),
            "gold/user.yaml", "traits.spent_last_10d.window", "", id="window of another form",
        ),
        pytest.param(
            lambda s: s.swap("gold/user.yaml", "sql: tier is not null", "sql: teir is not null"),
            "gold/user.yaml", "computed.is_member", "teir", id="computed from an unknown column",
        ),
        pytest.param(
            lambda s: s.swap("gold/user.yaml", "sql: tier is not null", "sql: average_sale > 1")
            and s.swap("gold/user.yaml", '"total_spent / nullif(sale_count, 0)"',
                "case when is_member then 1 end"),
            "gold/user.yaml", "computed", "average_sale", id="computed in a circle",
        ),
        pytest.param(
            lambda s: s.swap("gold/user.yaml", "value: phone,", "value: fone,"),
            "gold/user.yaml", "", "'fone'", id="contact that is no attribute",
        ),
        pytest.param(
            lambda s: s.swap("gold/user.yaml", "owner_order: [first_seen_at]",
                "owner_order: [frist_seen_at]"),
            "gold/user.yaml", "contact.owner_order", "frist_seen_at", id="owner by nothing known",
        ),
        pytest.param(
            lambda s: s.swap("gold/user.yaml", "key: bill, at: seen_at", "key: bil, at: seen_at"),
            "gold/user.yaml", "sources.bill", "bil", id="unknown key of a source",
        ),
        pytest.param(
            lambda s: s.swap("gold/user.yaml", "table: gold.customer_360", "table: customer_360"),
            "gold/user.yaml", "table", "schema.table", id="golden table without a schema",
        ),
        pytest.param(
            lambda s: s.swap("gold/touch.sql", "  g.name\n", "  g.nmae as name\n"),
            "gold/touch.sql", "", "did you mean name", id="unknown column of the golden record",
        ),
        pytest.param(
            lambda s: s.swap("gold/touch.sql", "  g.name\n", "  cdp_mobil(g.name) as name\n"),
            "gold/touch.sql", "", "cdp_mobile", id="unknown function of ours",
        ),
        pytest.param(
            lambda s: s.swap("gold/touch.sql", "scope: record", "scope: recrod"),
            "gold/touch.sql", "scope", "'record'", id="unknown scope",
        ),
        pytest.param(
            lambda s: s.swap("silver/sale.sql", "from source.sales as s",
                "from source.sales as s join silver.sale_line as l on l.sale_no = s.sale_no")
            and s.swap("silver/sale_line.sql", "from source.sales as s",
                "from source.sales as s join silver.sale as l on l.sale_no = s.sale_no"),
            "silver/sale.sql", "", "silver.sale, silver.sale_line", id="models in a circle",
        ),
    ],
)  # fmt: skip
def test_one_mistake_is_one_complaint(
    shop: Shop, breaking: Callable[[Shop], object], file: str, key: str, words: str
) -> None:
    breaking(shop)
    problems = shop.problems()
    assert [p.file for p in problems] == [file], problems
    (problem,) = problems
    assert problem.key.startswith(key)
    assert words in f"{problem.message} {problem.fix}"
    assert problem.line is not None or file not in {"cdp.yaml", "identity.yaml", "gold/user.yaml"}


def test_a_mistake_in_one_file_hides_none_in_another(shop: Shop) -> None:
    shop.swap("cdp.yaml", "threads: 1", "threds: 1")
    shop.swap("identity.yaml", "match: [loyalty_no]", "match: [loyality_no]")
    shop.swap("gold/user.yaml", "sql: tier is not null", "sql: tier >")
    shop.write("silver/refund.sql", _sql("code", "select l.tir as code from source.loyalty as l"))
    files = [p.file for p in shop.problems()]
    assert files == ["cdp.yaml", "gold/user.yaml", "identity.yaml", "silver/refund.sql"]


def test_a_broken_golden_record_is_not_blamed_on_those_who_read_it(shop: Shop) -> None:
    shop.swap("gold/user.yaml", "take: max", "take: biggest")
    assert [p.file for p in shop.problems()] == ["gold/user.yaml"]


def test_a_broken_contract_is_not_blamed_on_those_who_read_it(shop: Shop) -> None:
    (shop.root / "contracts" / "crm.yaml").rename(shop.root / "contracts" / "customers.yaml")
    shop.swap("contracts/customers.yaml", "status: active", "status: [")
    assert [p.file for p in shop.problems()] == ["contracts/customers.yaml"]


def test_a_broken_model_is_not_blamed_on_those_who_read_it(shop: Shop) -> None:
    shop.swap("silver/customer.sql", "scope: row", "scope: raw")
    assert [p.file for p in shop.problems()] == ["silver/customer.sql"]
    shop.swap("silver/customer.sql", "scope: raw", "scope: row")
    shop.swap("silver/customer.sql", "from source.crm as c", "from source.crm as c where (")
    assert [p.file for p in shop.problems()] == ["silver/customer.sql"]


def test_a_broken_audience_is_not_blamed_on_those_who_send_it(shop: Shop) -> None:
    for folder in ("audiences", "destinations"):
        (shop.root / folder).mkdir()
    shop.write("audiences/rich.yaml", "description: x\nowner: x\nmatch: {all: []}\n")
    shop.write(
        "destinations/out.yaml",
        "type: file\ndescription: x\naccount: {path: out}\naudience: rich\n"
        "fields:\n  - {column: user_id, attribute: id, type: string}\n",
    )
    assert [p.file for p in shop.problems()] == ["audiences/rich.yaml"]


def test_a_problem_reads_as_place_and_remedy() -> None:
    problem = Problem("gold/user.yaml", 7, "traits.n", "the expression aggregates nothing", "count")
    assert (
        str(problem) == "gold/user.yaml:7 traits.n: the expression aggregates nothing\n    → count"
    )
    assert str(Problem("contracts/", None, "", "there is no contract")) == (
        "contracts/ there is no contract"
    )


def test_a_column_may_not_hide_where_the_engine_keeps_a_row(shop: Shop) -> None:
    shop.write("silver/taken.sql", _sql("rowid", "select 1 as rowid from source.loyalty as l"))
    told = [(p.key, p.message) for p in shop.problems()]
    assert told == [("columns.rowid", "an engine has this name itself")]
