"""Measure the structure of the source tree: circles, lengths, folders, names and docstrings.

`python scripts/structure.py` prints the numbers; with `--check` it exits with 1 when a limit is
broken. Everything is read from the text of the modules, nothing is imported. Percentiles are of the
nearest rank, a length is in lines, and a function's runs from its `def` to its end. Synthetic data
are left out of all but circles and folders, unless `--synth` is given.
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

SOURCE = Path(__file__).resolve().parents[1] / "src"
PACKAGE = "cdp"
SYNTHETIC = "synth"
RUNTIME, TYPES, LATE = "runtime", "types", "late"
VIEWS = {
    "runtime": (RUNTIME,),
    "runtime and type-only": (RUNTIME, TYPES),
    "runtime, type-only and late": (RUNTIME, TYPES, LATE),
}
"""Which imports a graph is made of: at run time, for type checkers alone, inside functions."""
FILE_P90, FUNCTION_P90, FOLDER_LINES, SHARED_PERCENT = 300, 25, 2_000, 8
LARGE_FOLDERS = frozenset({"sql", "identity", "activation", SYNTHETIC})
"""Folders that may have more lines than `FOLDER_LINES`; of synthetic data no stage knows."""
WORST = 20

_Function = ast.FunctionDef | ast.AsyncFunctionDef
_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Import:
    """One name that a module asks for, dotted and absolute, and when it does so."""

    name: str
    when: str


@dataclass(frozen=True)
class Module:
    """One file of the tree, parsed."""

    name: str
    path: Path
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """Parse the text, once."""
        return ast.parse(self.text, self.path.as_posix())

    @property
    def lines(self) -> int:
        """Count the lines of the file."""
        return len(self.text.splitlines())

    @property
    def folders(self) -> tuple[str, ...]:
        """Name the folders below the package that the file lies in, outermost first."""
        return self.path.parts[1:-1]

    @property
    def package(self) -> str:
        """Name the package that relative imports start from."""
        return self.name if self.path.stem == "__init__" else self.name.rpartition(".")[0]


@dataclass
class Circles:
    """Groups of modules that import each other, the largest first, for one choice of imports."""

    groups: list[list[str]] = field(default_factory=list)

    @property
    def largest(self) -> list[str]:
        """Name the members of the largest group; none where there is no circle."""
        return self.groups[0] if self.groups else []


@dataclass(frozen=True)
class Lengths:
    """Percentiles and the longest of some lengths."""

    count: int
    p50: int
    p90: int
    longest: int
    where: str


def read(source: Path, package: str = PACKAGE) -> list[Module]:
    """Read every module of a package below `source`, in the order of their paths."""
    return [_module(path, source) for path in sorted((source / package).rglob("*.py"))]


def _module(path: Path, source: Path) -> Module:
    relative = path.relative_to(source)
    words = relative.with_suffix("").parts
    name = ".".join(words[:-1] if words[-1] == "__init__" else words)
    return Module(name, relative, path.read_text(encoding="utf-8"))


def imports(module: Module) -> Iterator[Import]:
    """Find every import of a module, with when it happens."""
    yield from _imports(module.tree.body, RUNTIME, module.package)


def _imports(nodes: Sequence[ast.AST], when: str, package: str) -> Iterator[Import]:
    for node in nodes:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from (Import(name, when) for name in _asked(node, package))
        elif isinstance(node, ast.If) and _for_types(node.test):
            yield from _imports(node.body, TYPES if when == RUNTIME else when, package)
            yield from _imports(node.orelse, when, package)
        else:
            inside = LATE if isinstance(node, _Function | ast.Lambda) else when
            yield from _imports(list(ast.iter_child_nodes(node)), inside, package)


def _asked(node: ast.Import | ast.ImportFrom, package: str) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    words = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
    base = ".".join([*words, *([node.module] if node.module else [])])
    return [f"{base}.{alias.name}" for alias in node.names]


def _for_types(test: ast.expr) -> bool:
    name = test.attr if isinstance(test, ast.Attribute) else getattr(test, "id", "")
    return name == "TYPE_CHECKING"


def graph(modules: Sequence[Module], when: Collection[str]) -> dict[str, set[str]]:
    """Map each module to those it imports; a name of a module counts as an import of that module.

    That Python also runs the `__init__` of the folders around a module is left out.
    """
    known = {module.name for module in modules}
    return {m.name: _targets(m, when, known) - {m.name} for m in modules}


def _targets(module: Module, when: Collection[str], known: set[str]) -> set[str]:
    names = [found.name for found in imports(module) if found.when in when]
    targets = (n if n in known else n.rpartition(".")[0] for n in names)
    return {target for target in targets if target in known}


def circles(edges: Mapping[str, set[str]]) -> Circles:
    """Find the groups of two or more modules that reach each other."""
    reached = {name: _reached(name, edges) for name in edges}
    groups = {
        tuple(sorted(o for o in reached[name] if name in reached[o]))
        for name in edges
        if name in reached[name]
    }
    return Circles(sorted(map(list, groups), key=lambda group: (-len(group), group)))


def _reached(start: str, edges: Mapping[str, set[str]]) -> set[str]:
    found, pending = set[str](), [start]
    while pending:
        new = edges[pending.pop()] - found
        found |= new
        pending.extend(new)
    return found


def file_lengths(modules: Sequence[Module]) -> Lengths:
    """Measure the files."""
    return _lengths([(module.lines, module.path.as_posix()) for module in modules])


def function_lengths(modules: Sequence[Module]) -> Lengths:
    """Measure all functions: free ones, methods and those inside others."""
    return _lengths(
        [
            ((node.end_lineno or node.lineno) - node.lineno + 1, f"{m.name}.{node.name}")
            for m in modules
            for node in ast.walk(m.tree)
            if isinstance(node, _Function)
        ]
    )


def _lengths(found: list[tuple[int, str]]) -> Lengths:
    if not found:
        return Lengths(0, 0, 0, 0, "")
    ranked = [length for length, _ in sorted(found)]
    p50, p90 = (ranked[ceil(part * len(ranked)) - 1] for part in (0.5, 0.9))
    return Lengths(len(ranked), p50, p90, *max(found))


def folder_lines(modules: Sequence[Module]) -> dict[str, int]:
    """Count the lines of each folder with all below it, sub-folders as `sql/scoping`."""
    lines: dict[str, int] = defaultdict(int)
    for module in modules:
        for depth in range(1, len(module.folders) + 1):
            lines["/".join(module.folders[:depth])] += module.lines
    return dict(sorted(lines.items()))


def free_functions(modules: Sequence[Module]) -> dict[str, set[str]]:
    """Map the name of each function that stands free in a module to the modules that have it."""
    found: dict[str, set[str]] = defaultdict(set)
    for module in modules:
        for node in module.tree.body:
            if isinstance(node, _Function):
                found[node.name].add(module.name)
    return dict(found)


def shared_names(functions: Mapping[str, set[str]]) -> tuple[float, list[tuple[str, list[str]]]]:
    """Take the share of free functions, in percent, whose name another module has too, and which.

    The names come with their modules, those of most modules first.
    """
    total = sum(map(len, functions.values()))
    shared = [(name, sorted(having)) for name, having in functions.items() if len(having) > 1]
    shared.sort(key=lambda pair: (-len(pair[1]), pair[0]))
    return 100 * sum(len(having) for _, having in shared) / max(total, 1), shared


def docstrings(modules: Sequence[Module]) -> Iterator[tuple[str, str]]:
    """Find every docstring, with where it stands."""
    for module in modules:
        for node in ast.walk(module.tree):
            if isinstance(node, _DOCUMENTED) and (text := ast.get_docstring(node)):
                yield f"{module.name}:{getattr(node, 'lineno', 1)}", text


def opens_with_give(text: str) -> bool:
    """Tell whether the first word is Give or Gives."""
    return text.split(maxsplit=1)[0] in {"Give", "Gives"}


@dataclass(frozen=True)
class Line:
    """One line of the table: what was measured, its limit and whether that is kept."""

    what: str
    measured: str
    limit: str = ""
    kept: bool = True


def measure(modules: Sequence[Module], *, synth: bool = False) -> list[Line]:
    """Measure everything, in the order in which it is printed."""
    some = [m for m in modules if synth or SYNTHETIC not in m.folders]
    return [*_circles(modules), *_sizes(some), *_folders(modules), *_names(some), *_texts(some)]


def _circles(modules: Sequence[Module]) -> Iterator[Line]:
    for what, when in VIEWS.items():
        found = circles(graph(modules, when))
        count = len(found.groups)
        largest = f" (largest {len(found.largest)}: {' '.join(found.largest)})" if count else ""
        yield Line(f"circles, {what} imports", f"{count}{largest}", "0", not count)


def _sizes(modules: Sequence[Module]) -> Iterator[Line]:
    files, functions = file_lengths(modules), function_lengths(modules)
    for what, found, most in (("file", files, FILE_P90), ("function", functions, FUNCTION_P90)):
        yield Line(f"{what}s", f"{found.count:,}")
        yield Line(f"{what} length p50", f"{found.p50:,}")
        yield Line(f"{what} length p90", f"{found.p90:,}", f"<= {most}", found.p90 <= most)
        yield Line(f"{what} length max", f"{found.longest:,}  {found.where}")


def _folders(modules: Sequence[Module]) -> Iterator[Line]:
    for folder, lines in folder_lines(modules).items():
        what = f"lines of {folder}/"
        if folder in LARGE_FOLDERS:
            yield Line(what, f"{lines:,}", "may be large")
        else:
            yield Line(what, f"{lines:,}", f"<= {FOLDER_LINES:,}", lines <= FOLDER_LINES)


def _names(modules: Sequence[Module]) -> Iterator[Line]:
    functions = free_functions(modules)
    share, shared = shared_names(functions)
    yield Line("free functions", f"{sum(map(len, functions.values())):,}")
    kept = share <= SHARED_PERCENT
    yield Line("... sharing a name", f"{share:.1f} %", f"<= {SHARED_PERCENT} %", kept)
    for name, having in shared[:WORST]:
        yield Line(f"    {name}", f"{len(having)}  {' '.join(map(_short, having))}")
    if more := shared[WORST:]:
        yield Line("    ... more names", f"{len(more):,}")


def _texts(modules: Sequence[Module]) -> Iterator[Line]:
    found = list(docstrings(modules))
    giving = [where for where, text in found if opens_with_give(text)]
    share = 100 * len(giving) / max(len(found), 1)
    yield Line("docstrings", f"{len(found):,}")
    yield Line("... opening with Give", f"{len(giving):,} ({share:.1f} %)", "0", not giving)
    yield from (Line("   ", _short(where)) for where in giving[:WORST])


def _short(name: str) -> str:
    return name.removeprefix(f"{PACKAGE}.")


def table(lines: Sequence[Line]) -> str:
    """Lay the lines out in columns."""
    widths = [max(len(text) for text in column) for column in zip(*map(_cells, lines), strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(_cells(line), widths, strict=True))
        + "  "
        + line.measured
        for line in lines
    )


def _cells(line: Line) -> tuple[str, str, str]:
    mark = ("ok" if line.kept else "BROKEN") if line.limit.startswith(("<", "0")) else ""
    return line.what, line.limit, mark


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; 1 when it is to be checked and a limit is broken."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="exit with 1 when a limit is broken")
    parser.add_argument("--synth", action="store_true", help="count synthetic data everywhere")
    parser.add_argument("--source", type=Path, default=SOURCE, help="folder of the package")
    wanted = parser.parse_args(arguments)
    lines = measure(read(wanted.source), synth=wanted.synth)
    print(table(lines))
    broken = [line.what.strip(" .") for line in lines if not line.kept]
    print(f"\nlimits broken: {', '.join(broken) or 'none'}")
    return 1 if wanted.check and broken else 0


if __name__ == "__main__":
    sys.exit(main())
