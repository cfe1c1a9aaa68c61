"""Names that people used in an earlier version still work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from e2e.commands import call

if TYPE_CHECKING:
    from conftest import Tiny


def test_work_tables_compile_under_their_former_schema(tiny: Tiny) -> None:
    former = call(tiny.root, "compile", "stage.person_duplicate").found()
    assert former.startswith("-- work.person_duplicate (")
    assert former == call(tiny.root, "compile", "work.person_duplicate").found()


def test_a_comparer_loads_under_its_former_name(tiny: Tiny) -> None:
    tiny.persons("a,2026-01-01,2026-01-01,,Asha Rao,2010-01-01,9876500001,,,1")
    file = tiny.root / "identity.yaml"
    own = "comparers: {different_name: 'cdp.identity.compare:contradictions'}\n"
    file.write_text(file.read_text(encoding="utf-8") + own, encoding="utf-8")
    said = call(tiny.root, "run", "--as-of", "2026-02-01")
    assert said.code == 0, said
    assert len(tiny.users()) == 1
