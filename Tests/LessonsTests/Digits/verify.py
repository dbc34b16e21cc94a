#!/usr/bin/env python3
"""Compares what nntrace prints for the lessons in chaotic/ and calm/ with the true values in reference.json.

    python3 verify.py NNTRACE [LESSON…]        # exit 1 if anything is reported

Reported is of every lesson a number that is

wrong      printed without a mark, and off by more than one unit of its sixth digit (of its last, if it shows more);
           a printed 0 stands for exactly 0
misleading printed with a mark, as in ~0.002, and off by more than one unit of the last digit it shows
missing    not printed
parted     printed unlike its twin, with which it is equal by symmetry

and of a calm lesson also a number that is

lost       printed with a mark and fewer digits than six, although the true value has more
marked     printed with a mark and all its digits
"""

import json
import pathlib
import re
import subprocess
import sys
from decimal import Decimal

HERE = pathlib.Path(__file__).parent
DIGITS = 6
NUMBER = r"(?:~-?|-?~?)(?:\d[\d.]*(?:e-?\d+)?|inf)|NaN"


def paragraphs(output):
    """The paragraphs of a lesson as it is printed."""
    return [part.split("\n") for part in re.split(r"\n\s*\n", output)]


def readings(output):
    """What is printed, by the keys of reference.json: (text, member, step); without a table the last two are None."""
    found = {}
    before = [""]
    for lines in paragraphs(output):
        if before[-1].startswith("  │ show "):
            for line in lines:
                if match := re.fullmatch(rf"  (\S.*?) += ({NUMBER})(?: .*)?", line):
                    found[match[1], None, None] = match[2]
        elif match := re.match(rf"(After step \d+   \S+) = ({NUMBER})", lines[0]):
            found[match[1], None, None] = match[2]
        elif lines[0].startswith("Compare "):
            found |= table(lines[1:])
        before = lines
    return found


def table(lines):
    """The numbers of the table of a compare."""
    steps = lines[0].split()[1:]
    found, name = {}, None
    for line in lines[1:]:
        cells = re.split(r" {2,}", line.strip())
        if len(cells) == len(steps) + 2:
            name = cells.pop(0)
        if len(cells) == len(steps) + 1:
            found |= {(name, cells[0], int(step)): cell for step, cell in zip(steps, cells[1:])}
    return found


def unit(number, digits):
    """One unit of the last of so many significant digits."""
    return Decimal(1).scaleb(number.adjusted() - digits + 1)


def significant(text):
    """The number of significant digits that are written."""
    return len(re.sub(r"e.*|[^0-9]", "", text).lstrip("0"))


def last_unit(text):
    """One unit of the last digit that is written."""
    return Decimal(1).scaleb(Decimal(text).as_tuple().exponent)


def round_to(number, digits):
    """The number to so many digits, without zeros behind."""
    return number.quantize(unit(number, digits)).normalize() if number else number


def fault(text, true, calm):
    """What is to be reported of a printed number, or None."""
    marked, text = "~" in text, text.replace("~", "")
    if text.lstrip("-") in ("inf", "NaN"):
        return "wrong"
    printed = Decimal(text)
    if marked:
        if abs(printed - true) > last_unit(text):
            return "misleading"
        if calm:
            return "lost" if significant(text) < significant(str(round_to(true, DIGITS))) else "marked"
        return None
    if printed == 0 or true == 0:
        return None if printed == true else "wrong"
    allowed = min(unit(printed, DIGITS), last_unit(text))
    return "wrong" if abs(printed - true) > allowed else None


def main():
    binary, *chosen = sys.argv[1:]
    reference = json.loads((HERE / "reference.json").read_text(encoding="utf-8"))
    kinds = ["wrong", "misleading", "missing", "parted", "lost", "marked"]
    total = {kind: dict.fromkeys(["lessons", "numbers", "~", *kinds], 0) for kind in ("chaotic", "calm")}
    details = []
    print(f"{'':8} {'lesson':22} {'numbers':>7} {'~':>4}", *(f"{kind:>10}" for kind in kinds))
    for name, lesson in reference.items():
        if chosen and name not in chosen:
            continue
        file = HERE / lesson["kind"] / f"{name}.md"
        run = subprocess.run([binary, "lesson", file], capture_output=True, text=True)
        if run.returncode not in (0, 1):
            raise SystemExit(f"{file}: exit {run.returncode}\n{run.stderr}")
        printed = readings(run.stdout)
        count = dict.fromkeys(total[lesson["kind"]], 0)
        count["lessons"] = 1
        texts = {}
        for value in lesson["values"]:
            text = printed.get((value["text"], value.get("member"), value.get("step")))
            texts[value["name"]] = text
            count["numbers"] += 1
            count["~"] += text is not None and "~" in text
            found = "missing" if text is None else fault(text, Decimal(value["value"]), lesson["kind"] == "calm")
            if found:
                count[found] += 1
                details.append((found, name, value["name"], text, value["value"]))
        for twin, other in lesson.get("twins", []):
            if texts[twin] != texts[other]:
                count["parted"] += 1
                details.append(("parted", name, f"{twin}, {other}", f"{texts[twin]}, {texts[other]}", "equal"))
        row = [count[column] for column in kinds]
        print(f"{lesson['kind']:8} {name:22} {count['numbers']:7} {count['~']:4}", *(f"{each:10}" for each in row))
        for key in count:
            total[lesson["kind"]][key] += count[key]
    print()
    for kind, sums in total.items():
        print(f"{kind:8}", ", ".join(f"{key} {number}" for key, number in sums.items()))
    print()
    for found, name, number, text, true in details:
        truth = true if true == "equal" else f"{Decimal(true):.12g}"
        print(f"{found:10} {name}: {number} is printed {text}, truly {truth}")
    sys.exit(1 if details else 0)


if __name__ == "__main__":
    main()
