"""Calling codes and possible lengths of foreign numbers, as patterns that every engine knows.

`LENGTHS` and `TRUNK_ZERO` are written out, so that a model needs neither a user-defined function
nor metadata at run time. `derive_lengths()` works them out again from the `phonenumbers` package
and a test holds the two equal; after an upgrade of that package, paste what it returns.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Final

INDIA: Final = 91
_OWN_ZERO: Final = frozenset({250})  # Rwanda: 06… are numbers of its own

LENGTHS: Final[dict[str, str]] = {
    "7 10": "1|58|960",
    "7 10 14": "7",
    "6-10": "20|48|60|855|880|964",
    "5-10": "27|64|95|353",
    "10-12": "30",
    "5-11": "31|375|595",
    "8-9": "32|213|224|237|250|258|264|268|377|962|979",
    "9": "33|34|211|212|221|240|242|244|249|255|262|351|590|594|596|998",
    "6-9": "36|51|252|385|963|967",
    "6-12": "39",
    "6 9": "40|260|508|681",
    "9 12": "41|870",
    "3-13": "43",
    "4-10": "44",
    "8": "45|216|222|223|226|227|228|235|236|253|257|266|350|356|357|370|371|373|505|509|800|808"
    "|973|993",
    "6-10 12": "46",
    "5 8": "47|686",
    "2-15": "49",
    "7-8 10": "52|230|267|372",
    "4-8 10": "53|98",
    "6-8 10-11": "54|977",
    "8-11": "55",
    "9-11": "56",
    "4 7-8 10-11": "57",
    "5-10 12": "61",
    "5-17": "62",
    "4-13": "63|598",
    "8 10-11": "65",
    "8-10 13": "66",
    "8-17": "81",
    "3-14": "82",
    "7-10": "84|243|254|970",
    "5-12": "86|92|358|971",
    "7 10 12-13": "90",
    "7 9": "93|94|218|220|245|251|261|265|354|423|994",
    "10": "225|229",
    "7-9": "231|233|591|968",
    "6 8": "232",
    "6-7 10-14": "234",
    "7": "238|239|246|248|297|592|673|674|680|691|692",
    "7-8": "241|599|670|675|853|961|965",
    "5-6": "247|672",
    "5-7 9": "256",
    "6-7 9-10": "263",
    "4 7": "269|683",
    "4-5": "290",
    "6-7": "291|597",
    "6": "298|299|687",
    "4-11": "352",
    "5-9": "355",
    "4-9 12": "359",
    "5-6 8": "374",
    "6 8-9": "376|382|387|689",
    "6 8 10": "378",
    "5-7 9-10": "380",
    "4-12": "381",
    "8-12": "383|883",
    "5-8": "386",
    "6-8": "389|975",
    "9-12": "420",
    "6-7 9": "421|995",
    "5": "500|682",
    "7 11": "501|679",
    "8 11": "502|504",
    "7-8 11": "503",
    "8 10": "506",
    "7-8 10-11": "507",
    "7-11": "593|886",
    "5 7": "676|677|678",
    "5-7 10": "685",
    "5-7": "688",
    "4-7": "690",
    "6-8 10": "850",
    "5-9 11": "852",
    "6 8-10": "856",
    "12": "878",
    "9-10": "881",
    "7-12": "882|972",
    "11": "888",
    "7 9-10": "966",
    "7-9 11": "974",
    "4-6 8-10": "976",
    "3 5-7 9": "992",
    "5-6 9-10": "996",
}

TRUNK_ZERO: Final = (
    "20|27|31|32|33|40|41|43|44|46|49|51|53|54|55|57|58|60|61|62|63|64|66|81|82|84|86|90|"
    "92|93|94|95|98|211|212|213|218|231|232|233|234|243|249|251|252|254|255|256|260|261|"
    "262|263|264|265|291|353|355|358|359|370|373|374|375|377|380|381|382|383|385|386|387|"
    "389|421|423|508|590|591|593|594|595|596|598|686|850|855|856|880|886|961|962|963|964|"
    "966|967|970|971|972|976|977|994|995|996"
)


def foreign_pattern() -> str:
    """Match E.164 text of a calling code other than India's and of a length possible there.

    Source: `is_possible_number` of libphonenumber, whose lengths include those dialled locally.
    """
    kinds = (f"(?:{codes}){_count_pattern(lengths)}" for lengths, codes in LENGTHS.items())
    return f"[+](?:{'|'.join(kinds)})"


def trunk_pattern() -> str:
    """Match a trunk zero, between groups for `+` with the calling code and the digit after it.

    A trunk zero is the `(0)` of `+44 (0)20 …`: dialled inside the country, never from abroad.
    """
    return f"^([+](?:{TRUNK_ZERO}))0([1-9][0-9]{{5,}})"


def _count_pattern(lengths: str) -> str:
    ways = [f"[0-9]{{{span.replace('-', ',')}}}" for span in lengths.split()]
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


def derive_lengths() -> tuple[dict[str, str], str]:
    """Work `LENGTHS` and `TRUNK_ZERO` out from the metadata of the installed `phonenumbers`.

    Returns possible lengths (as spans, `'4-8 10'`) to the calling codes that have them (`'44|98'`),
    and the calling codes after which a trunk zero is dropped. India has a rule of its own and is in
    neither.
    """
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

    codes = [code for code in sorted(COUNTRY_CODE_TO_REGION_CODE) if code != INDIA]
    by_lengths: defaultdict[str, list[str]] = defaultdict(list)
    for code in codes:
        by_lengths[_write_spans(_possible_lengths(code))].append(str(code))
    lengths = {spans: "|".join(members) for spans, members in by_lengths.items()}
    return lengths, "|".join(str(code) for code in codes if _drops_trunk_zero(code))


def _write_spans(lengths: set[int]) -> str:
    starts = [n for n in sorted(lengths) if n - 1 not in lengths]
    ends = [n for n in sorted(lengths) if n + 1 not in lengths]
    return " ".join(str(a) if a == b else f"{a}-{b}" for a, b in zip(starts, ends, strict=True))


def _possible_lengths(code: int) -> set[int]:
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE
    from phonenumbers.phonemetadata import PhoneMetadata

    region = COUNTRY_CODE_TO_REGION_CODE[code][0]
    found = (
        PhoneMetadata.metadata_for_nongeo_region(code)
        if region == "001"
        else PhoneMetadata.metadata_for_region(region)
    )
    if found is None or (desc := found.general_desc) is None:
        return set()
    return {*desc.possible_length, *desc.possible_length_local_only}


def _drops_trunk_zero(code: int) -> bool:
    """Ask whether `phonenumbers` drops a zero put before the country's example number."""
    from phonenumbers import (
        COUNTRY_CODE_TO_REGION_CODE,
        PhoneNumberFormat,
        example_number,
        example_number_for_non_geo_entity,
        format_number,
        national_significant_number,
        parse,
    )

    region = COUNTRY_CODE_TO_REGION_CODE[code][0]
    example = example_number_for_non_geo_entity(code) if region == "001" else example_number(region)
    if example is None:
        return False
    national = national_significant_number(example)
    written = format_number(parse(f"+{code}0{national}", None), PhoneNumberFormat.E164)
    return written == f"+{code}{national}" and code not in _OWN_ZERO
