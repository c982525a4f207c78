#!/usr/bin/env python3
"""Records what a real API server tells about itself: its resources, OpenAPI v3 and table columns.

    record.py https://127.0.0.1:6443 TOKEN CA.crt ../../apiserver/src/main/resources/dev/watchworks/apiserver

writes, below that folder,
    api/install/resources.txt            a resource a line: group version, plural, kind, namespaced or cluster, verbs,
                                         short names, categories, subresources; lists with commas, "-" for an empty one
    endpoints/openapi/v3/**/*.json.gz    one group version each, as served, without descriptions
    printers/columns.txt     a column a line: plural, name, type, format, priority, cell, description; tabs between
The cell is not recorded: it is written by hand, and kept from the file that is there.
It only reads from the server.
"""
import gzip
import json
import pathlib
import ssl
import sys
import urllib.error
import urllib.request

server, token, authority, folder = sys.argv[1:5]
folder = pathlib.Path(folder)
context = ssl.create_default_context(cafile=authority)

JSON = "application/json"
TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io"


def ask(path, accept=JSON):
    request = urllib.request.Request(server + path, headers={"Authorization": "Bearer " + token, "Accept": accept})
    with urllib.request.urlopen(request, context=context) as response:
        return json.loads(response.read())


def group_versions():
    yield "/api/v1"
    for group in ask("/apis")["groups"]:
        for version in group["versions"]:
            yield "/apis/" + version["groupVersion"]


def resources():
    for path in sorted(group_versions()):
        document = ask(path)
        for resource in document["resources"]:
            if "list" in resource["verbs"]:
                below = resource["name"] + "/"
                subresources = [r["name"][len(below):] for r in document["resources"] if r["name"].startswith(below)]
                lists = resource["verbs"], resource.get("shortNames"), resource.get("categories"), subresources
                scope = "namespaced" if resource["namespaced"] else "cluster"
                yield " ".join(
                    [document["groupVersion"], resource["name"], resource["kind"], scope]
                    + [",".join(words or []) or "-" for words in lists])


def without_descriptions(tree):
    if isinstance(tree, dict):
        return {
            key: without_descriptions(value)
            for key, value in tree.items()
            # A property may be called description: then it is no string but a schema.
            if not (key == "description" and isinstance(value, str))
        }
    return [without_descriptions(entry) for entry in tree] if isinstance(tree, list) else tree


def cells():
    file = folder / "printers/columns.txt"
    lines = [line.split("\t") for line in file.read_text().splitlines()] if file.exists() else []
    return {(line[0], line[1]): line[5] for line in lines}


def columns():
    seen = set()
    cell = cells()
    for path in group_versions():
        for resource in ask(path)["resources"]:
            plural = resource["name"]
            if "list" in resource["verbs"] and plural not in seen:
                seen.add(plural)
                for column in ask(f"{path}/{plural}?limit=1", TABLE)["columnDefinitions"]:
                    description = column["description"].replace("\n", "\\n")
                    key = (plural, column["name"])
                    yield *key, column["type"], column["format"], str(column["priority"]), cell.get(key, ""), description


def write(name, text):
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text)


write("api/install/resources.txt", "".join(line + "\n" for line in resources()).encode())
for path in group_versions():
    schema = json.dumps(without_descriptions(ask("/openapi/v3" + path)), separators=(",", ":")).encode()
    # Without a time, so that recording again changes nothing.
    write(f"endpoints/openapi/v3{path}.json.gz", gzip.compress(schema, 9, mtime=0))
write("printers/columns.txt", "".join("\t".join(column) + "\n" for column in sorted(columns(), key=lambda c: c[0])).encode())
