"""Whether two names, or two birth dates, can be those of one person.

Names are read as words and compared by these steps; the first that decides ends it.

1.  A name is folded: case, accents, punctuation, digits, titles ("Mr", "Smt", "Dr") and all after
    "S/o" go; a word that no one could pronounce ("RK", "AS") is so many initials; spellings that
    sound alike are equal (Pooja and Puja, Laxmi and Lakshmi, Fatimah and Fatima).
2.  A name that is missing, or no name ("Test", "N/A", "xxxx"), contradicts nobody.
3.  The words of the two are paired one to one: equal words; then words written together
    ("Sai Krishna", "Saikrishna"); then slips of the pen (below); then an initial and its word.
4.  Nothing left over on one side: they agree. That covers subset, initials and another order. So
    they do if words and initials fit where they stand ("S Sivakumar" and "Sanvi S").
5.  Otherwise the given name decides: the first full word that is neither a surname nor one to go
    with any name (Kumar, Devi, Sai, Mohammad); failing that, such a word where it stands first. If
    both have one and the two were paired, the names agree ("Rohan Sharma" and "Rohan Verma": a
    surname may be a parent's, or new), except
    a)  when each name starts with an initial, or a word that goes with any name, that is left over:
        "R Ekka" and "P Ekka", "K Rohan" and "S Rohan";
    b)  when the shared word is no well-known given name and each side has something left over that
        may be the given name, one of them a well-known one or as in a): a surname was shared, as in
        "Vemula Rohan" and "Vemula Priya", or "Raj Vemula" and "Vemula Priya".
6.  Names in two scripts cannot be compared and agree. All others contradict.

A slip of the pen is a small edit distance (swapped neighbours count once), as the words are spelt
or as they sound: none up to 3 letters of the shorter word, 1 from 4, 2 from 7; beside a well-known
given name of that length, 1 from 3, 2 from 6. It never is one if the first letters differ (Rina and
Tina), unless the first two are swapped; if both are well-known given names (Ramesh and Rajesh,
Ankit and Ankita); or if neither is and the words end as a boy's and a girl's name do (Lohit and
Lohita). One well-known name beside a word that is none is a slip: Suhani and Suhan, Laxmi and Laxm.

Birth dates are there to tell brothers and sisters apart, so they contradict unless a mistake is the
likelier reason why they differ:

a)  they are a month apart or less: children of one mother are not, but for twins;
b)  day and month are swapped, or the months alone differ in one year;
c)  they fall on one day of two years, or next to it: a year mistyped or made younger for school, a
    day lost between time zones. Of a hundred pairs of siblings one is born so.

`tests/unit/name_cases.csv` lists the decided cases.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from rapidfuzz.distance import OSA

from cdp.identity.names import COMMON, GIVEN, GO_WITH_ANY, Word, Words, fold_name

if TYPE_CHECKING:
    from datetime import date

    import numpy as np
    import numpy.typing as npt

    Flags = npt.NDArray[np.bool_]
    Ints = npt.NDArray[np.int64]

Array = Any  # arrow ships no types
Comparer = Callable[[Array, Array], "Flags"]
"""Takes two arrow arrays of one length; says pair by pair whether the values contradict."""

_SLIPS: Final = (0, 0, 0, 0, 1, 1, 1, 2)  # by letters
_SLIPS_OF_KNOWN: Final = (0, 0, 0, 1, 1, 1, 2)
_NO_SIBLINGS: Final = 31
"""Days: no two children of one mother are born apart by a month or less, but for twins."""
_BIRTHDAYS: Final = (0, 0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335)
"""Days of a leap year before each month, from 1."""
_BESIDE: Final = (-365, -1, 0, 1, 365)
_NOBODY: Final = Word("")
_UNGENDERED: Final = ("", "u")  # Himansh and Himanshu are both boys


def _gender_ending(word: str) -> str:
    return word[-1] if word[-1] in "aiu" else ""


def _words_alike(a: Word, b: Word) -> bool:
    """Tell whether two full words are equal or one a slip of the pen for the other."""
    if a == b:
        return True
    if a[0] != b[0] and (a[0] != b[1] or a[1] != b[0]):
        return False
    known_a, known_b = a in GIVEN, b in GIVEN
    if known_a and known_b:
        return False
    if known_a or known_b:
        slips = _SLIPS_OF_KNOWN[min(len(a if known_a else b), len(_SLIPS_OF_KNOWN) - 1)]
        return _is_near(a, b, slips) or _is_near(a.spelt, b.spelt, slips)
    slips = _SLIPS[min(len(a), len(b), len(_SLIPS) - 1)]
    return _is_slip(a, b, slips) or _is_slip(a.spelt, b.spelt, slips)


def _is_near(a: str, b: str, slips: int) -> bool:
    return OSA.distance(a, b, score_cutoff=slips) <= slips


def _is_slip(a: str, b: str, slips: int) -> bool:
    """Tell whether a few slips make one word of the other, and not a sister of a brother."""
    distance = OSA.distance(a, b, score_cutoff=slips)
    if distance > slips:
        return False
    end_a, end_b = _gender_ending(a), _gender_ending(b)
    if end_a == end_b or (end_a in _UNGENDERED and end_b in _UNGENDERED):
        return True
    return OSA.distance(a.removesuffix(end_a), b.removesuffix(end_b)) >= distance


def _full_alike(a: Word, b: Word) -> bool:
    return len(a) > 1 and len(b) > 1 and _words_alike(a, b)


def _is_initial_of(a: str, b: str) -> bool:
    """Tell whether one is the initial of the other."""
    if len(a) == 1:
        return a == b[0] and b != "sri"
    return len(b) == 1 and b == a[0] and a != "sri"


def _word_fits(a: Word, b: Word) -> bool:
    return _words_alike(a, b) if len(a) > 1 and len(b) > 1 else _is_initial_of(a, b)


def _in_place(a: Words, b: Words) -> bool:
    """Tell whether words and initials fit each other where they stand: S Kumar and Sanvi K."""
    return len(a) == len(b) and all(
        x == y or _is_initial_of(x, y) for x, y in zip(a, b, strict=True)
    )


def _given_name(words: Words) -> Word:
    """Return the word taken for the given name; empty when there is none."""
    for word in words:
        if len(word) > 1 and word not in COMMON:
            return word
    return words[0] if words[0] in GO_WITH_ANY else _NOBODY


def _without_equal(a: Words, b: Words) -> tuple[list[Word], list[Word]]:
    """Take out the words that both have, each as often as both have it."""
    left_a: list[Word] = []
    left_b = list(b)
    for word in a:
        if word in left_b:
            left_b.remove(word)
        else:
            left_a.append(word)
    return left_a, left_b


def _remove_pairs(
    left_a: list[Word], left_b: list[Word], fits: Callable[[Word, Word], bool]
) -> None:
    """Take out, in place, words of one side that fit one of the other."""
    for word in tuple(left_a):
        match = next((other for other in left_b if fits(word, other)), None)
        if match is not None:
            left_a.remove(word)
            left_b.remove(match)


def _join_left_over(words: Words, left: list[Word], others: list[Word]) -> Words | None:
    """Return `words` with a run of the left-over ones written together as one of `others` is."""
    first_letters = {other[0] for other in others if len(other) > 1}
    for start in range(len(left) - 1):
        if left[start][0] not in first_letters:
            continue
        for end in range(start + 2, len(left) + 1):
            run = left[start:end]
            whole = Word("".join(word.spelt for word in run))
            if whole in others or (
                all(len(word) > 1 for word in run)  # D Souza, but no slip beside an initial
                and any(_full_alike(whole, other) for other in others)
            ):
                rest, _ = _without_equal(words, tuple(run))
                place = words.index(run[0])
                return (*rest[:place], whole, *rest[place:])
    return None


def _names_differ(a: Words, b: Words) -> bool:
    """Tell whether two folded names contradict: steps 3 to 6."""
    if b < a:  # one order, so that the answer cannot depend on it
        a, b = b, a
    left_a, left_b = _without_equal(a, b)
    if not left_a or not left_b:
        return False
    if len(left_a) == 1 == len(left_b):  # siblings, mostly: spare them the general way
        fit = _word_fits(left_a[0], left_b[0]) or _in_place(a, b)
        return not fit and _given_differ(a, b, left_a, left_b)
    if joined := _join_left_over(a, left_a, left_b):
        return _names_differ(joined, b)
    if joined := _join_left_over(b, left_b, left_a):
        return _names_differ(a, joined)
    _remove_pairs(left_a, left_b, _full_alike)
    _remove_pairs(left_a, left_b, _is_initial_of)
    return bool(left_a and left_b) and not _in_place(a, b) and _given_differ(a, b, left_a, left_b)


def _given_differ(a: Words, b: Words, left_a: list[Word], left_b: list[Word]) -> bool:
    """Tell whether the given names are two: steps 5 and 6."""
    given_a, given_b = _given_name(a), _given_name(b)
    if given_a.isascii() != given_b.isascii():
        return False
    if not given_a or not given_b or given_a in left_a or given_b in left_b:
        return True
    if not _words_alike(given_a, given_b):
        return True
    led_a, led_b = _starts_left_over(a, left_a), _starts_left_over(b, left_b)
    if (led_a and led_b) or given_a in GIVEN or given_b in GIVEN:
        return led_a and led_b
    words_a, words_b = _maybe_given(a, left_a), _maybe_given(b, left_b)
    sure = led_a or led_b or not GIVEN.isdisjoint(words_a + words_b)
    return bool(words_a and words_b) and sure


def _starts_left_over(words: Words, left: list[Word]) -> bool:
    """Tell whether a name starts with a left-over initial or word that goes with any name."""
    return (len(words[0]) == 1 or words[0] in GO_WITH_ANY) and words[0] in left


def _maybe_given(words: Words, left: list[Word]) -> list[Word]:
    """Return the left-over words that may be the given name: the first, and uncommon full ones."""
    return [w for w in left if w == words[0] or (len(w) > 1 and w not in COMMON)]


def names_contradict(a: str | None, b: str | None) -> bool:
    """Tell whether two names, raw or folded, cannot be one person's; the order does not matter."""
    words_a, words_b = fold_name(a), fold_name(b)
    return bool(words_a and words_b) and words_a != words_b and _names_differ(words_a, words_b)


def births_contradict(a: date | None, b: date | None) -> bool:
    """Tell whether two birth dates, both known, can be those of two children only."""
    if a is None or b is None or abs((a - b).days) <= _NO_SIBLINGS:
        return False
    if a.year != b.year:
        return _BIRTHDAYS[a.month] + a.day - _BIRTHDAYS[b.month] - b.day not in _BESIDE
    return a.day != b.day and (a.day, a.month) != (b.month, b.day)


def name_contradictions(a: Array, b: Array) -> Flags:
    """Compare names pair by pair, as `names_contradict` does.

    `a` and `b` are arrow arrays of text of one length; the answer is a numpy array of that length.
    Every distinct name is folded once and every distinct pair of folded names is compared once.
    """
    import numpy as np

    codes, names = _encode_texts(a, b)
    ids: dict[str, int] = {"": 0}
    words: list[Words] = [()]
    id_of = np.array([_number_words(fold_name(name), ids, words) for name in names] + [0])
    left, right = id_of[codes].reshape(2, -1)  # a null has code -1 and so the last id, 0
    answer = (left != right) & (left != 0) & (right != 0)
    keys = np.minimum(left, right)[answer] * len(ids) + np.maximum(left, right)[answer]
    distinct, place = np.unique(keys, return_inverse=True)
    firsts, seconds = np.divmod(distinct, len(ids))
    verdicts = [
        _names_differ(words[i], words[j])
        for i, j in zip(firsts.tolist(), seconds.tolist(), strict=True)
    ]
    answer[answer] = np.array(verdicts, dtype=bool)[place]
    return answer


def _number_words(words: Words, ids: dict[str, int], known: list[Words]) -> int:
    """Return a name's number: those that are spelt alike have one, not those that sound alike."""
    number = ids.setdefault(" ".join([word.spelt for word in words]), len(known))
    if number == len(known):
        known.append(words)
    return number


def _encode_texts(a: Array, b: Array) -> tuple[Ints, list[str]]:
    """Number the texts of both arrays, `a` before `b`, -1 for null; and give the numbered texts."""
    pa: Any = import_module("pyarrow")

    _demand_same_length(a, b)
    texts = [each.cast(pa.large_string()) for each in (a, b)]
    whole = [t.combine_chunks() if isinstance(t, pa.ChunkedArray) else t for t in texts]
    coded = pa.concat_arrays(whole).dictionary_encode()
    return coded.indices.fill_null(-1).to_numpy(), coded.dictionary.to_pylist()


def birth_contradictions(a: Array, b: Array) -> Flags:
    """Compare birth dates pair by pair, as `births_contradict` does.

    `a` and `b` are arrow arrays of dates of one length; the answer is a numpy array of that length.
    """
    import numpy as np

    _demand_same_length(a, b)
    dates = [each.to_numpy(zero_copy_only=False).astype("M8[D]") for each in (a, b)]
    starts = [each.astype("M8[M]") for each in dates]
    year_a, year_b = (each.astype("M8[Y]") for each in dates)
    month_a, month_b = (each.astype(np.int64) % 12 for each in starts)
    day_a, day_b = ((d - s).astype(np.int64) for d, s in zip(dates, starts, strict=True))
    swapped = (day_a == month_b) & (month_a == day_b)  # all from 0
    before = np.array(_BIRTHDAYS[1:])
    apart = before[month_a] + day_a - before[month_b] - day_b
    excused = np.where(year_a == year_b, swapped | (day_a == day_b), np.isin(apart, _BESIDE))
    known = ~np.isnat(dates[0]) & ~np.isnat(dates[1])
    far = np.abs((dates[0] - dates[1]).astype(np.int64)) > _NO_SIBLINGS
    return known & far & ~excused


def _demand_same_length(a: Array, b: Array) -> None:
    if len(a) != len(b):
        raise ValueError(f"{len(a)} values cannot be compared with {len(b)}")
