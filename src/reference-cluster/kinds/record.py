#!/usr/bin/env python3
"""Records how a real API server completes, refuses and prints objects, for the tests of the embedded one's kinds.

    record.py https://127.0.0.1:6443 TOKEN CA.crt ../../apiserver/src/test/resources/dev/watchworks/apiserver/api/install/recorded

writes created.json, refused.json, rows.json and bookmarks.json. It works in a namespace of its own, which it deletes
again. Service accounts need not be admitted (--disable-admission-plugins=ServiceAccount); the tests know the difference.
"""
import json
import ssl
import sys
import time
import urllib.error
import urllib.request

from cases import CREATED, KINDS, NAMESPACE, REFUSED, ROW_PODS, ROWS, UPDATED

server, token, authority, folder = sys.argv[1:5]
context = ssl.create_default_context(cafile=authority)


def ask(method, path, body=None, accept="application/json", kind="application/json"):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(server + path, data, method=method)
    request.add_header("Authorization", "Bearer " + token)
    request.add_header("Accept", accept)
    request.add_header("Content-Type", kind)
    try:
        with urllib.request.urlopen(request, context=context) as response:
            return response.status, json.loads(response.read())
    except urllib.error.HTTPError as refused:
        return refused.code, json.loads(refused.read())


def path(kind, name=""):
    group, plural, namespaced = KINDS[kind]
    start = "/apis/" + group if "/" in group else "/api/" + group
    return start + ("/namespaces/" + NAMESPACE if namespaced else "") + "/" + plural + ("/" + name if name else "")


def full(kind, fields):
    fields = json.loads(json.dumps(fields))
    return {"apiVersion": KINDS[kind][0], "kind": kind, **fields, "metadata": {"name": "x", **fields.get("metadata", {})}}


def plain(stored):
    for field in ("uid", "resourceVersion", "creationTimestamp", "managedFields", "namespace"):
        stored["metadata"].pop(field, None)
    if isinstance(stored.get("status"), dict):
        for condition in stored["status"].get("conditions", []):
            condition.pop("lastTransitionTime", None)
    return stored


def created():
    for name, kind, fields in CREATED:
        code, answer = ask("POST", path(kind) + "?dryRun=All&fieldValidation=Ignore", full(kind, fields))
        if code != 201:
            sys.exit(f"{name}: {code} {answer.get('message')}")
        yield {"name": name, "kind": kind, "body": full(kind, fields), "stored": plain(answer)}


def refused():
    for name, kind, fields in REFUSED:
        # Not a dry run: that would not ask for addresses and ports.
        body = full(kind, fields)
        code, answer = ask("POST", path(kind) + "?fieldValidation=Ignore", body)
        if code < 300:
            ask("DELETE", path(kind, body["metadata"]["name"]) + "?gracePeriodSeconds=0")
            plain(answer)
        yield {"name": name, "kind": kind, "body": body, "code": code, "answer": answer}
    for name, kind, fields, change in UPDATED:
        body = full(kind, fields)
        body["metadata"]["name"] = "updated"
        code, stored = ask("POST", path(kind), body)
        if code != 201:
            sys.exit(f"{name}: {code} {stored.get('message')}")
        after = json.loads(json.dumps(stored))
        change(after)
        after["metadata"].pop("resourceVersion")
        code, answer = ask("PUT", path(kind, "updated"), after)
        ask("DELETE", path(kind, "updated") + "?gracePeriodSeconds=0")
        for tree in (stored, after, answer if code < 300 else stored):
            plain(tree)
            if KINDS[kind][0] == "apps/v1" and "status" in tree:
                # A controller may have had its say already.
                tree["status"] = {}
        yield {"name": name, "kind": kind, "current": stored, "body": after, "code": code, "answer": answer}


def rows():
    for name, pod, status in ROW_PODS:
        held = {"finalizers": ["example.com/held"]} if name == "terminating" else {}
        pod = full("Pod", {"metadata": {"name": name, **held}, "spec": {"schedulerName": "nobody", **pod}})
        ask("POST", path("Pod"), pod)
        ask("PATCH", path("Pod", name) + "/status", {"status": status}, kind="application/merge-patch+json")
    time.sleep(1)
    ask("DELETE", path("Pod", "terminating"))
    table = "application/json;as=Table;v=v1;g=meta.k8s.io"
    answers = [("Pod", ask("GET", path("Pod") + "?includeObject=Object", accept=table))]
    for _, kind, fields in CREATED + ROWS:
        query = "?dryRun=All&fieldValidation=Ignore&includeObject=Object"
        answers.append((kind, ask("POST", path(kind) + query, full(kind, fields), accept=table)))
    for kind, (_, answer) in answers:
        for row in answer["rows"]:
            row["object"]["metadata"].pop("managedFields", None)
            yield {"kind": kind, "cells": row["cells"], "object": row["object"]}


def bookmarks():
    for kind in KINDS:
        watch = "?watch=true&allowWatchBookmarks=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan"
        request = urllib.request.Request(
            server + path(kind) + watch + "&timeoutSeconds=1&labelSelector=none%3Dsuch",
            headers={"Authorization": "Bearer " + token})
        with urllib.request.urlopen(request, context=context) as response:
            yield {"kind": kind, "object": json.loads(response.readline())["object"]}


def write(name, entries):
    with open(f"{folder}/{name}.json", "w") as file:
        file.write("[\n" + ",\n".join(json.dumps(entry) for entry in entries) + "\n]\n")


ask("POST", "/api/v1/namespaces", {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": NAMESPACE}})
try:
    write("created", list(created()))
    write("refused", list(refused()))
    write("bookmarks", list(bookmarks()))
    write("rows", list(rows()))
finally:
    for name, _, _ in ROW_PODS:
        ask("PATCH", path("Pod", name), {"metadata": {"finalizers": None}}, kind="application/merge-patch+json")
    ask("DELETE", "/api/v1/namespaces/" + NAMESPACE)
