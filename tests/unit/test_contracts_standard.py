"""The project's contracts are what the Open Data Contract Standard says a contract is."""

from __future__ import annotations

from pathlib import Path

import pytest
from open_data_contract_standard.model import OpenDataContractStandard

CONTRACTS = sorted((Path(__file__).parents[2] / "projects" / "superleap" / "contracts").glob("*"))


@pytest.mark.parametrize("path", CONTRACTS, ids=lambda p: p.stem)
def test_a_contract_is_read_by_the_standards_own_model(path: Path) -> None:
    contract = OpenDataContractStandard.from_file(str(path))
    assert contract.apiVersion.startswith("v3.")
    assert contract.kind == "DataContract"
    (table,) = contract.schema_
    assert table.name == path.stem
    assert [p.name for p in table.properties if p.primaryKey] == ["id"]
    assert all(p.description for p in table.properties)
