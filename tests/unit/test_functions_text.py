"""Addresses and names come out in one form, and what stands for nobody comes out as nothing."""

from __future__ import annotations

import pytest
from functions_on_duckdb import column

EMAILS = {
    "rahul@gmail.com": "rahul@gmail.com",
    " Rahul.K@Gmail.COM ": "rahul.k@gmail.com",
    "rahul@school.edu.in\n": "rahul@school.edu.in",
    "\trahul+neet@mail.example.co": "rahul+neet@mail.example.co",
    "o'neil_1990@x-y.co.in": "o'neil_1990@x-y.co.in",
    "r@a.io": "r@a.io",
    "first.last@sub.domain.org": "first.last@sub.domain.org",
    "testimony@gmail.com": "testimony@gmail.com",
    "nancy@gmail.com": "nancy@gmail.com",
    "abcde@gmail.com": "abcde@gmail.com",
    "me@examples.in": "me@examples.in",
    "a@xn--h2brj9c.xn--h2brj9c": "a@xn--h2brj9c.xn--h2brj9c",
}
NO_EMAILS = [
    "",
    " ",
    "rahul",
    "rahul@",
    "@gmail.com",
    "rahul@gmail",
    "rahul@gmail.c",
    "rahul@gmail..com",
    "rahul@.com",
    "rahul@-gmail.com",
    "rahul@gmail-.com",
    ".rahul@gmail.com",
    "rahul.@gmail.com",
    "ra..hul@gmail.com",
    "ra hul@gmail.com",
    "rahul@gm ail.com",
    "rahul@gmail.com, x@y.com",
    "rahul@@gmail.com",
    "Rahul <rahul@gmail.com>",
    "राहुल@gmail.com",
    "rahul@gmail.123",
    "a" * 65 + "@gmail.com",
    "test@gmail.com",
    "TEST@Gmail.com",
    "test1@gmail.com",
    "test_12@yahoo.in",
    "na@na.com",
    "na@gmail.com",
    "noemail@gmail.com",
    "no-email@x.com",
    "none@none.com",
    "nil@gmail.com",
    "no@gmail.com",
    "abc@gmail.com",
    "abc123@gmail.com",
    "xyz@xyz.com",
    "dummy@gmail.com",
    "example@gmail.com",
    "notavailable@gmail.com",
    "not.available@gmail.com",
    "xxx@gmail.com",
    "rahul@example.com",
    "rahul@test.com",
    "rahul@na.com",
    "rahul@host.invalid",
    "rahul@localhost",
]

NAMES = {
    "RAHUL  kumar": "Rahul Kumar",
    "rahul": "Rahul",
    "Rahul Kumar": "Rahul Kumar",
    " rahul\u00a0kumar\t": "Rahul Kumar",
    "rahul\u200b kumar": "Rahul Kumar",
    "d'souza": "D'Souza",
    "O'neil": "O'Neil",
    "o’neil": "O’Neil",  # noqa: RUF001 - meant so
    "ram's": "Ram's",
    "anne-marie D'SOUZA": "Anne-Marie D'Souza",
    "r.k. sharma": "R.K. Sharma",
    "R K SHARMA": "R K Sharma",
    "dr. ram (jr)": "Dr. Ram (Jr)",
    "s/o mohan lal": "S/O Mohan Lal",
    "राहुल कुमार": "राहुल कुमार",
    "  राहुल   कुमार ": "राहुल कुमार",
    "क्\u200dष": "क्\u200dष",
    "JOSÉ nuñez": "José Nuñez",
    "éva": "Éva",
    "nandini": "Nandini",
    "Testa": "Testa",
    "Md Anas": "Md Anas",
    "A": "A",
}
NO_NAMES = [
    "",
    " ",
    ".",
    "-",
    "...",
    "123",
    "9876543210",
    "na",
    "NA",
    "N/A",
    "n.a.",
    "n a",
    "none",
    "NULL",
    "nil",
    "No Name",
    "noname",
    "not available",
    "Unknown",
    "test",
    "TEST",
    "Testing",
    "test 12",
    "test user",
    "Test Lead",
    "dummy",
    "abc",
    "xyz",
    "xxxx",
    "asdf",
    "asdfgh",
    "qwerty",
    "name",
    "Student Name",
    "  test  ",
    "😀",
]

KEYS = {
    "RAHUL  kumar": "rahul kumar",
    "Mr. Rahul Kumar": "rahul kumar",
    "MR RAHUL KUMAR": "rahul kumar",
    "Dr. (Smt.) Asha Devi": "asha devi",
    "Shri Mohan Lal": "mohan lal",
    "Kumari Priya": "priya",
    "Priya Kumari": "priya kumari",
    "Master Ravi": "ravi",
    "Miss. Neha": "neha",
    "Prof.Anil Gupta": "anil gupta",
    "Kumari": "kumari",
    "Sri": "sri",
    "Mr Sri": "sri",
    "Mridula": "mridula",
    "D'Souza": "d souza",
    "Anne-Marie": "anne marie",
    "R.K. Sharma": "r k sharma",
    "José Núñez": "jose nunez",
    "Jose\u0301": "jose",
    "Śiva Kṛṣṇa": "siva krsna",
    "राहुल  कुमार": "राहुल कुमार",
    "कि": "कि",
    "क्\u200dष": "क्ष",
    "rahul 2": "rahul 2",
}
NO_KEYS = [*NO_NAMES, "Mr Test", "mr. na"]


def all_of(function: str, written: dict[str, str]) -> dict[str, str]:
    return dict(zip(written, column(f"{function}(x)", list(written)), strict=True))


@pytest.mark.parametrize(
    ("function", "written"), [("cdp_email", EMAILS), ("cdp_name", NAMES), ("cdp_name_key", KEYS)]
)
def test_one_form(function: str, written: dict[str, str]) -> None:
    assert all_of(function, written) == written


@pytest.mark.parametrize(
    ("function", "written"),
    [("cdp_email", NO_EMAILS), ("cdp_name", NO_NAMES), ("cdp_name_key", NO_KEYS)],
)
def test_nobody(function: str, written: list[str]) -> None:
    found = column(f"{function}(x)", [*written, None])
    assert [w for w, f in zip([*written, None], found, strict=True) if f is not None] == []


def test_a_name_as_shown_has_the_key_of_the_name_as_written() -> None:
    written = [*NAMES, *KEYS]
    assert column("cdp_name_key(cdp_name(x))", written) == column("cdp_name_key(x)", written)
