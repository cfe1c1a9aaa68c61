"""What `scripts/structure.py` measures, on small trees made up for it."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
RUNTIME, WITH_TYPES = ("runtime",), ("runtime", "types")


@pytest.fixture(scope="module")
def structure() -> Iterator[Any]:
    sys.path.insert(0, str(SCRIPTS))
    try:
        yield import_module("structure")
    finally:
        sys.path.remove(str(SCRIPTS))


class Tree:
    """A package `cdp` below a folder."""

    def __init__(self, source: Path, structure: Any) -> None:
        self.source, self.structure = source, structure
        self.write("__init__", "")

    def write(self, module: str, text: str) -> Tree:
        path = self.source / "cdp" / f"{module}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).lstrip(), encoding="utf-8")
        return self

    @property
    def modules(self) -> list[Any]:
        return self.structure.read(self.source)

    def circles(self, *when: str) -> list[list[str]]:
        return self.structure.circles(self.structure.graph(self.modules, when)).groups


@pytest.fixture
def tree(tmp_path: Path, structure: Any) -> Tree:
    return Tree(tmp_path, structure)


def test_every_way_to_import_is_found_with_its_moment(tree: Tree) -> None:
    tree.write("a/__init__", "from . import one\n")
    tree.write(
        "a/one",
        """
        import typing
        import cdp.b
        from cdp import c as other, d
        from .two import name
        from ..e import more
        if typing.TYPE_CHECKING:
            from cdp.f import Kind
        else:
            from cdp.g import Kind

        class Held:
            from cdp.h import inside

            def method(self):
                import cdp.i
        """,
    )
    tree.write("a/two", "").write("b/__init__", "")
    for name in "cdefghi":
        tree.write(name, "")
    by_kind = {
        when: tree.structure.graph(tree.modules, [when]) for when in ("runtime", "types", "late")
    }
    assert by_kind["runtime"]["cdp.a"] == {"cdp.a.one"}
    here = "cdp.a.one"
    runtime = {f"cdp.{name}" for name in ("b", "c", "d", "a.two", "e", "g", "h")}
    assert by_kind["runtime"][here] == runtime
    assert by_kind["types"][here] == {"cdp.f"}
    assert by_kind["late"][here] == {"cdp.i"}


def test_a_type_only_import_inside_a_function_is_late(tree: Tree) -> None:
    tree.write("b", "").write("a", "def f():\n    if TYPE_CHECKING:\n        import cdp.b\n")
    assert tree.structure.graph(tree.modules, ["late"])["cdp.a"] == {"cdp.b"}


def test_circles_depend_on_which_imports_count(tree: Tree) -> None:
    tree.write("a", "import cdp.b\n")
    tree.write("b", "if TYPE_CHECKING:\n    import cdp.c\n")
    tree.write("c", "def f():\n    import cdp.a\n").write("d", "import cdp.a\n")
    assert tree.circles(*RUNTIME) == []
    assert tree.circles(*WITH_TYPES) == []
    assert tree.circles(*WITH_TYPES, "late") == [["cdp.a", "cdp.b", "cdp.c"]]


def test_the_largest_circle_comes_first_and_no_module_is_in_two(tree: Tree) -> None:
    for one, other in ("ab", "ba", "xy", "yz", "zx", "zy", "xa"):
        path = tree.source / "cdp" / f"{one}.py"
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        tree.write(one, f"{old}import cdp.{other}\n")
    assert tree.circles(*RUNTIME) == [["cdp.x", "cdp.y", "cdp.z"], ["cdp.a", "cdp.b"]]


def test_a_function_is_as_long_as_from_its_def_to_its_end(tree: Tree) -> None:
    tree.write(
        "a",
        """
        @decorated
        def two():
            pass

        class Held:
            def three(self):
                async def one(): ...
                return one
        """,
    )
    found = tree.structure.function_lengths(tree.modules)
    assert (found.count, found.p50, found.p90, found.longest) == (3, 2, 3, 3)
    assert found.where == "cdp.a.three"


def test_percentiles_are_of_the_nearest_rank(tree: Tree) -> None:
    for lines in range(1, 10):
        tree.write(f"m{lines}", "x = 1\n" * lines)
    found = tree.structure.file_lengths(tree.modules)  # ten files, of 0 to 9 lines
    assert (found.count, found.p50, found.p90, found.longest) == (10, 4, 8, 9)
    assert found.where == "cdp/m9.py"


def test_nothing_has_no_length(structure: Any) -> None:
    assert structure.file_lengths([]).longest == 0


def test_a_folder_has_the_lines_of_its_sub_folders_too(tree: Tree) -> None:
    tree.write("top", "x = 1\n").write("sql/a", "x = 1\n" * 2).write("sql/scoping/b", "x = 1\n" * 3)
    assert tree.structure.folder_lines(tree.modules) == {"sql": 5, "sql/scoping": 3}


def test_names_are_shared_between_modules_not_within_one(tree: Tree) -> None:
    tree.write("a", "def f(): ...\ndef g(): ...\ndef g(): ...\n")
    tree.write("b", "def f():\n    def g(): ...\n").write("c", "class C:\n    def g(self): ...\n")
    share, shared = tree.structure.shared_names(tree.structure.free_functions(tree.modules))
    assert share == pytest.approx(100 * 2 / 3)
    assert shared == [("f", ["cdp.a", "cdp.b"])]


def test_docstrings_that_open_with_give(tree: Tree) -> None:
    tree.write(
        "a",
        '''
        """Given names."""
        class C:
            """Gives no more."""

        def f():
            """Give it."""

        def g():
            """Make it, and give it."""

        def h(): ...
        ''',
    )
    found = dict(tree.structure.docstrings(tree.modules))
    assert len(found) == 4
    giving = [where for where, text in found.items() if tree.structure.opens_with_give(text)]
    assert giving == ["cdp.a:2", "cdp.a:5"]


def test_synthetic_data_are_left_out_unless_wanted(tree: Tree) -> None:
    tree.write("synth/a", 'def f():\n    """Give it."""\n')
    without, with_it = (
        {line.what: line for line in tree.structure.measure(tree.modules, synth=synth)}
        for synth in (False, True)
    )
    assert (without["functions"].measured, with_it["functions"].measured) == ("0", "1")
    assert without["... opening with Give"].kept
    assert not with_it["... opening with Give"].kept
    assert without["lines of synth/"].measured == "2"


def test_check_fails_where_a_limit_is_broken(
    tree: Tree, capsys: pytest.CaptureFixture[str]
) -> None:
    main, source = tree.structure.main, ["--source", str(tree.source)]
    tree.write("a", "import cdp.b\n").write("b", "x = 1\n").write("sql/c", "x = 1\n" * 2001)
    assert main([*source, "--check"]) == 1, "half of three files is a file of 2,001 lines"
    for name in "defghijkl":
        tree.write(name, "")
    assert main([*source, "--check"]) == 0, "sql/ may be large"
    tree.write("b", "if TYPE_CHECKING:\n    import cdp.a\n").write("cli/c", "x = 1\n" * 2001)
    capsys.readouterr()
    assert main(source) == 0
    assert main([*source, "--check"]) == 1
    last = capsys.readouterr().out.splitlines()[-1]
    assert "circles, runtime and type-only imports" in last
    assert "lines of cli/" in last
