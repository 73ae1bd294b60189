#!/usr/bin/env python3
"""Writes extractors/rules/en/currency_names.tsv: the codes of ISO 4217 and the full English names of the currencies, as ICU (CLDR) has them.

usage: currency_names.py > extractors/rules/en/currency_names.tsv

Bare names ("dollars"), signs and coins are in currencies.tsv, written by hand. Needs the ICU library, no other package.
"""
import ctypes
import ctypes.util
import re

HEAD = """# Made by scripts/currency_names.py. The code of every current currency of ISO 4217, and its full English names.
# class code: the three capitals; class name: "Canadian dollars". Bare names, signs and coins: currencies.tsv.
# family: what the bare name of the currency would be. cents yes: its hundredth is called a cent.
# kind: words
# tested: figure
# source: CLDR through ICU (Unicode licence)
# example: The firm earned 12.5 million {}.
name\tforms\tclass\tcode\tfamily\tcents"""


FAMILIES = {"krone": "crown", "krona": "crown", "kr\u00f3na": "crown", "koruna": "crown", "riyal": "rial"}


def library():
    path = ctypes.util.find_library("icuuc")
    version = re.search(r"\.so\.(\d+)", path).group(1)
    return ctypes.CDLL(path), version


def main():
    icu, version = library()

    def function(name, result, *arguments):
        found = getattr(icu, f"{name}_{version}")
        found.restype, found.argtypes = result, arguments
        return found

    status = ctypes.c_int(0)
    open_codes = function("ucurr_openISOCurrencies", ctypes.c_void_p, ctypes.c_uint32, ctypes.POINTER(ctypes.c_int))
    next_code = function("uenum_next", ctypes.c_char_p, ctypes.c_void_p, ctypes.POINTER(ctypes.c_int32), ctypes.POINTER(ctypes.c_int))
    plural = function("ucurr_getPluralName", ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_void_p, ctypes.c_char_p,
                      ctypes.POINTER(ctypes.c_int32), ctypes.POINTER(ctypes.c_int))
    current_common = 1 | 8  # UCURR_COMMON | UCURR_NON_DEPRECATED
    codes = open_codes(current_common, ctypes.byref(status))
    rows = []
    seen = set()
    while True:
        length = ctypes.c_int32(0)
        code = next_code(codes, ctypes.byref(length), ctypes.byref(status))
        if code is None:
            break
        code = code.decode("ascii")
        forms = []
        for count in ("one", "other"):
            is_choice, size = ctypes.c_char(0), ctypes.c_int32(0)
            units = "".join(c + "\0" for c in code).encode("latin-1") + b"\0\0"
            text = plural(units, b"en", ctypes.cast(ctypes.pointer(is_choice), ctypes.c_void_p), count.encode(), ctypes.byref(size), ctypes.byref(status))
            name = ctypes.string_at(text, size.value * 2).decode("utf-16-le")
            name = re.sub(r"\s*\(.*\)", "", name)
            if name != code and " " in name and name.lower() not in seen:
                seen.add(name.lower())
                forms.append(name)
        family = FAMILIES.get(forms[0].split()[-1].lower(), forms[0].split()[-1].lower()) if forms else ""
        cents = "yes" if family in ("dollar", "euro") else ""
        rows.append((code, code, "code", code, family, cents))
        if forms:
            rows.append((f"{code} name", "|".join(forms), "name", code, family, cents))
    print(HEAD)
    for row in sorted(rows, key=lambda r: r[0].encode()):
        print("\t".join(row).rstrip("\t"))


if __name__ == "__main__":
    main()
