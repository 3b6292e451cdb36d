"""A pipeline step in Python: the mean of a column by key.

Headway runs it as a command step. The last argument is the path of the task's
JSON (docs/task-protocol.schema.json); `files` in it says where things lie:
inputs by name (a list of files each), the folder for outputs, and where
metrics.json, values.json and, on failure, error.json go. Needs Python 3.8 or
later and nothing else.
"""

import csv
import json
import sys


def fail(files, message):
    """Tells what is wrong and that trying again would not help (exit code 65: EX_DATAERR)."""
    with open(files["error"], "w", encoding="utf-8") as out:
        json.dump({"message": message, "retryable": False}, out)
    sys.exit(65)


def main():
    with open(sys.argv[-1], encoding="utf-8") as source:
        task = json.load(source)
    files = task["files"]
    key = task["parameters"]["key"]
    column = task["parameters"]["column"]

    sums = {}
    rows = 0
    for path in files["inputs"]["table"]:
        with open(path, newline="", encoding="utf-8") as table:
            reader = csv.DictReader(table)
            for name in (key, column):
                if name not in (reader.fieldnames or []):
                    fail(files, f"the table has no column {name}, only {reader.fieldnames}")
            for row in reader:
                total, count = sums.get(row[key], (0.0, 0))
                sums[row[key]] = (total + float(row[column]), count + 1)
                rows += 1
    print(f"read {rows} rows of {len(sums)} keys")

    means = {name: total / count for name, (total, count) in sorted(sums.items())}
    with open(f"{files['outputs']}/means.json", "w", encoding="utf-8") as out:
        json.dump(means, out)
    with open(files["metrics"], "w", encoding="utf-8") as out:
        json.dump({"rows": rows, "keys": len(means)}, out)
    with open(files["values"], "w", encoding="utf-8") as out:
        json.dump({"largest": max(means, key=means.get) if means else None}, out)


if __name__ == "__main__":
    main()
