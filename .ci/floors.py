"""Holds the figures of the seed documents above their floors: floors.py SCORES.json."""

import json
import sys

FLOORS = {
    "sentence F1": 1.0,
    "names norm": 0.95,
    "alignment strict": 0.97,
}

with open(sys.argv[1], encoding="utf-8") as file:
    area = json.load(file)["areas"]["seeds"]
summary, rows = area["summary"], {row["dataset"]: row for row in area["rows"]}

faults = [f"{name} is {summary[name]:.3f}, floor {floor}" for name, floor in FLOORS.items() if summary[name] < floor]
if summary["clean exact"] != "5/5":
    faults.append(f"clean text exact on {summary['clean exact']}, expected 5/5")
if not summary["pairs right"]:
    faults.append("the pairs found are not the gold pairs")
numbers = rows["numbers"]
if numbers["value"] < 66 or numbers["spurious"] > 4 or numbers["traps_hit"]:
    faults.append(f"{numbers['value']} values right (floor 66), {numbers['spurious']} spurious (4), {numbers['traps_hit']} traps hit (0)")
faults += [f"{name}: {row['first_error']}" for name, row in rows.items() if row.get("errors")]
for fault in faults:
    print("below the floor:", fault)
sys.exit(bool(faults))
