"""What households and children are called: surnames by community, given names within a home."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cdp.synth import names, places
from cdp.synth.draw import rows_between, weighted_table

if TYPE_CHECKING:
    import numpy.typing as npt

    from cdp.synth.draw import Draw, Flags, Ints

GIVEN, FAMILY = names.name_vocabulary()
BRANCHES = places.list_branches()


def draw_surnames(draw: Draw, homes: Ints, branch: Ints) -> tuple[Ints, Ints]:
    """Return the community and the surname of each home, as those of its branch have them."""
    language = [places.CITIES[city][5] for city, _, _ in BRANCHES]
    tables = {
        spoken: weighted_table([shares.get(name, 0) for name in names.COMMUNITIES])
        for spoken, shares in places.OF_LANGUAGE.items()
    }
    by_branch = np.stack([tables[spoken] for spoken in language])
    community = by_branch[branch, draw.cell("community", homes)].astype(np.int64)
    code = {name: number for number, name in enumerate(FAMILY)}
    by_community = np.stack(
        [_rank_weights([code[n] for n in names.SURNAMES[c].split()]) for c in names.COMMUNITIES]
    )
    return community, by_community[community, draw.cell("surname", homes)].astype(np.int64)


def _rank_weights(
    codes: list[int], also: list[int] | None = None, share: float = 0.0
) -> npt.NDArray[np.int16]:
    """Return a lookup table of codes, earlier ones more frequent, a share from a second list."""
    own = 1 / (np.arange(len(codes)) + 5.0) ** 0.7
    more = 1 / (np.arange(len(also or ())) + 5.0) ** 0.7
    weights = np.concatenate([own / own.sum() * (1 - share), more / max(more.sum(), 1e-9) * share])
    return np.array(codes + (also or []), dtype=np.int16)[weighted_table(weights)]


def _given_name_tables() -> npt.NDArray[np.int16]:
    code = {name: number for number, name in enumerate(GIVEN)}
    pan_share = {"muslim": 0.0, "christian": 0.12}
    lists = ((names.BOYS, names.PAN_BOYS), (names.GIRLS, names.PAN_GIRLS))
    return np.stack(
        [
            np.stack(
                [
                    _rank_weights(
                        [code[n] for n in own[c].split()],
                        [code[n] for n in pan.split()],
                        pan_share.get(c, 0.62),
                    )
                    for own, pan in lists
                ]
            )
            for c in names.COMMUNITIES
        ]
    )


def draw_given_names(
    draw: Draw, community: Ints, girl: Flags, sibling: Ints, first_child: Ints
) -> Ints:
    """Return given names; no two children of a household have the same one."""
    tables, persons = _given_name_tables(), rows_between(0, len(community))
    given = tables[community, girl.astype(np.int64), draw.cell("given", persons)].astype(np.int64)
    younger = np.flatnonzero(sibling > 0)
    for attempt in range(64):
        clash = _is_name_of_elder(given, younger, sibling, first_child)
        if not clash.size:
            break
        again = draw.cell(f"given-{attempt}", clash)
        given[clash] = tables[community[clash], girl[clash].astype(np.int64), again]
    return given


def _is_name_of_elder(given: Ints, younger: Ints, sibling: Ints, first_child: Ints) -> Ints:
    clash = np.zeros(len(younger), dtype=np.bool_)
    for rank in range(int(sibling.max(initial=0))):
        elder = np.minimum(first_child[younger] + rank, len(given) - 1)
        clash |= (sibling[younger] > rank) & (given[younger] == given[elder])
    return younger[clash]
