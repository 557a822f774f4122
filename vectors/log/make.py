#!/usr/bin/env python3
"""Writes the vectors of spec/log with nothing of the product: Python, hashlib and `cryptography` only.

Run it after a change of the specification and look at the difference; the tests never run it.
"""
import base64
import hashlib
import json
import pathlib
import shutil

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

HERE = pathlib.Path(__file__).parent
ORIGIN = "log.example.org/entente-vectors"
KEY = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"entente test vectors: never a real key").digest())


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def b64(raw):
    return base64.b64encode(raw).decode()


def b64url(raw):
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def leaf_hash(leaf):
    return sha(b"\0", leaf.encode())


def root(hashes):
    if not hashes:
        return sha()
    if len(hashes) == 1:
        return hashes[0]
    k = 1
    while k * 2 < len(hashes):
        k *= 2
    return sha(b"\1", root(hashes[:k]), root(hashes[k:]))


def path(m, hashes):
    if len(hashes) <= 1:
        return []
    k = 1
    while k * 2 < len(hashes):
        k *= 2
    if m < k:
        return path(m, hashes[:k]) + [root(hashes[k:])]
    return path(m - k, hashes[k:]) + [root(hashes[:k])]


def growth(m, hashes, whole=True):
    if m == len(hashes):
        return [] if whole else [root(hashes)]
    k = 1
    while k * 2 < len(hashes):
        k *= 2
    if m <= k:
        return growth(m, hashes[:k], whole) + [root(hashes[k:])]
    return growth(m - k, hashes[k:], False) + [root(hashes[:k])]


def key_id(kind=b"\1"):
    raw = KEY.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return sha(ORIGIN.encode(), b"\n", kind, raw)[:4], raw


def vkey():
    ident, raw = key_id()
    material = b64(b"\1" + raw)
    return f"{ORIGIN}+{ident.hex()}+{material}"


def signed(text):
    return f"{text}\n— {ORIGIN} {b64(key_id()[0] + KEY.sign(text.encode()))}\n"


def checkpoint(hashes):
    return signed(f"{ORIGIN}\n{len(hashes)}\n{b64(root(hashes))}\n")


def proof_file(index, hashes):
    lines = "".join(f"{b64(h)}\n" for h in path(index, hashes))
    return f"c2sp.org/tlog-proof@v1\nindex {index}\n{lines}\n{checkpoint(hashes)}"


def sealed(n):
    return canonical({"v": 1, "c": b64url(sha(b"commitment %d" % n))})


def public(kind, n, fields, at="2027-03-03T09:00:00.000Z", rules="2027-01", digests=None):
    digests = digests or [b64url(sha(b"decoy %s %d" % (kind.encode(), n * 100 + i))) for i in range(16)]
    return canonical({"v": 1, "type": kind, "at": at, "registerId": f"reg_{n:026d}", "public": fields,
                      "_sd": sorted(digests), "rules": rules})


def write(folder, name, value):
    target = HERE / folder / f"{name}.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(value, indent=2, ensure_ascii=True) + "\n")


FUNDING = {
    "kind": "funding", "currency": "EUR", "valueMinor": "12500000", "receivedMinor": "0",
    "partner": {"name": "Fondation Exemplaire", "country": "FR", "kind": "non-profit"}, "decidedBy": "director",
    "decidedOn": "2027-03-01", "articles": ["R20.1", "R23.2"],
}
ARABIC = {**FUNDING, "partner": {"name": "مؤسسة المثال", "country": "MA"}, "purpose": "\u0001 \"quoted\" \\ é 😀"}


def valid():
    envelope = {
        "v": 1, "id": "evt_" + "0" * 26, "type": "hit.raised", "subject": "prt_" + "0" * 26, "file": None,
        "at": "2027-03-03T09:00:00.000Z", "account": "acc_" + "1" * 26, "person": "per_" + "1" * 26, "version": 3,
        "rules": None, "body": {"amountMinor": "123", "name": "Ünïcode \u0007"}, "disclosures": [],
    }
    salt = sha(b"salt")
    leaf = canonical({"v": 1, "c": b64url(sha(salt, canonical(envelope).encode()))})
    write("valid", "leaf-sealed", {"form": "sealed", "salt": salt.hex(), "envelope": envelope,
                                   "canonicalEnvelope": canonical(envelope), "leaf": leaf,
                                   "leafHash": leaf_hash(leaf).hex()})
    disclosure = b64url(canonical([b64url(sha(b"d")[:16]), "valueMinor", "12500000"]).encode())
    digest = b64url(sha(disclosure.encode()))
    digests = [digest] + [b64url(sha(b"fill %d" % i)) for i in range(15)]
    withheld = {"kind": "funding", "withheld": [{"field": "valueMinor", "under": "R30.2", "until": "2030-01-01"}]}
    leaf = public("register.withheld", 7, withheld, digests=digests)
    write("valid", "leaf-public-withheld", {"form": "public", "leaf": leaf, "leafHash": leaf_hash(leaf).hex(),
                                            "disclosure": disclosure, "digest": digest,
                                            "opens": ["valueMinor", "12500000"]})
    deep = json.loads('{"a":' * 15 + "1" + "}" * 15)
    cases = {"latin": FUNDING, "arabic-and-escapes": ARABIC, "empty-fields": {}, "sixteen-levels": deep}
    for name, fields in cases.items():
        leaf = public("register.published", 1, fields)
        write("valid", f"leaf-public-{name}", {"form": "public", "leaf": leaf, "leafHash": leaf_hash(leaf).hex()})
    leaves = [sealed(n) for n in range(9)]
    hashes = [leaf_hash(leaf) for leaf in leaves]
    write("valid", "tree", {
        "leaves": leaves, "roots": [root(hashes[:n]).hex() for n in range(10)],
        "inclusion": [{"index": i, "size": n, "proof": [h.hex() for h in path(i, hashes[:n])]}
                      for n in range(1, 10) for i in range(n)],
        "consistency": [{"from": m, "to": n, "proof": [h.hex() for h in growth(m, hashes[:n])]}
                        for n in range(1, 10) for m in range(1, n + 1)],
    })
    pem = KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    write("valid", "checkpoint", {"testKeyPem": pem, "origin": ORIGIN, "vkey": vkey(), "size": 9,
                                  "root": root(hashes).hex(), "note": checkpoint(hashes)})
    bundle = b"".join(len(leaf).to_bytes(2, "big") + leaf.encode() for leaf in leaves)
    write("valid", "bundle", {"leaves": leaves, "hex": bundle.hex()})
    write("valid", "proof", {"vkey": vkey(), "leaf": leaves[5], "index": 5, "proof": proof_file(5, hashes)})
    folds()


def version(number, kind, leaf_index, fields, withheld=0):
    return {"version": number, "type": kind, "at": "2027-03-03T09:00:00.000Z", "leafIndex": leaf_index,
            "rules": "2027-01", "fields": fields, "withheld": withheld}


def register(size, **parts):
    counts = {"sealed": 0, "public": 0, "unknown": {}, "malformed": [], "anomalies": [], **parts.pop("counts", {})}
    return {"format": "entente.register@v1", "size": size, "entries": [], "totals": {}, "restores": [],
            "counts": counts, **parts}


def folds():
    write("valid", "fold-of-nothing", {"leaves": [], "register": register(0)})
    received = {**FUNDING, "receivedMinor": "12500000"}
    dollars = {"kind": "funding", "currency": "USD", "valueMinor": "900719925474099312345"}
    hidden = {"kind": "funding", "withheld": [{"field": "valueMinor", "under": "R30.2", "until": None}]}
    pub, cor, wit = "register.published", "register.corrected", "register.withheld"
    leaves = [sealed(0), public(pub, 1, FUNDING), public(cor, 9, FUNDING), public(cor, 1, received), sealed(1),
              public(pub, 2, dollars), public(wit, 3, hidden), '{"v":1}',
              public("register.praised", 1, {}), public(wit, 2, {"kind": "funding"}),
              public("restore.published", 4, {"ownSize": 3, "publishedSize": 5, "lostEvents": 2})]
    entries = [
        {"registerId": f"reg_{1:026d}", "state": "published",
         "versions": [version(1, pub, 1, FUNDING), version(2, cor, 3, received)]},
        {"registerId": f"reg_{2:026d}", "state": "withheld",
         "versions": [version(1, pub, 5, dollars), version(2, wit, 9, {"kind": "funding"})]},
        {"registerId": f"reg_{3:026d}", "state": "withheld", "versions": [version(1, wit, 6, hidden, 1)]},
    ]
    write("valid", "fold-versions-and-counts", {"leaves": leaves, "register": register(
        len(leaves), entries=entries,
        totals={"EUR": {"entries": 1, "valueMinor": "12500000", "receivedMinor": "12500000"}},
        restores=[{"leafIndex": 10, "at": "2027-03-03T09:00:00.000Z",
                   "fields": {"ownSize": 3, "publishedSize": 5, "lostEvents": 2}}],
        counts={"sealed": 2, "public": 8, "unknown": {"register.praised": 1}, "malformed": [7],
                "anomalies": [{"leafIndex": 2, "reason": "corrected-before-published"}]})})
    odd = {"currency": "EUR", "valueMinor": 12, "receivedMinor": "-5"}
    odder = {"currency": "EUR", "valueMinor": "007", "receivedMinor": "1e3"}
    lower = {"currency": "eur", "valueMinor": "5"}
    leaves = [public(pub, 1, odd), public(pub, 2, odder), public(pub, 3, lower)]
    write("valid", "fold-amounts-that-are-none", {"leaves": leaves, "register": register(
        3, entries=[{"registerId": f"reg_{n:026d}", "state": "published", "versions": [version(1, pub, n - 1, f)]}
                    for n, f in ((1, odd), (2, odder), (3, lower))],
        totals={"EUR": {"entries": 2, "valueMinor": "0", "receivedMinor": "-5"}}, counts={"public": 3})})


def invalid():
    good = public("register.published", 1, FUNDING)
    loose = json.loads(good)

    def bent(**changes):
        return canonical({key: v for key, v in {**loose, **changes}.items() if v is not ...})

    tail = sealed(0)
    leaves = {
        "empty": "", "not-json": "hello", "byte-order-mark": "\ufeff" + tail, "white-space": tail.replace(",", ", "),
        "newline-behind": tail + "\n", "keys-out-of-order": '{"v":1,"c":"%s"}' % json.loads(tail)["c"],
        "key-twice": tail[:-1] + ',"v":1}', "another-version": tail.replace('"v":1', '"v":2'),
        "version-as-text": tail.replace('"v":1', '"v":"1"'), "version-as-fraction": tail.replace('"v":1', '"v":1.0'),
        "sealed-with-another-key": tail.replace('"v":1', '"type":"hit.raised","v":1'),
        "sealed-digest-short": tail.replace(json.loads(tail)["c"], "AAAA"),
        "sealed-digest-with-unused-bits": canonical({"v": 1, "c": "A" * 42 + "B"}),
        "sealed-digest-in-standard-base64": canonical({"v": 1, "c": "+" * 42 + "A"}),
        "array": canonical([1]), "both-forms": bent(c=json.loads(tail)["c"]), "without-rules": bent(rules=...),
        "rules-null": bent(rules=None), "with-an-unknown-key": bent(actor="acc_1"),
        "fields-as-array": bent(public=[]), "fraction-in-fields": good.replace('"12500000"', "1.5", 1),
        "unsafe-integer-in-fields": good.replace('"12500000"', "9007199254740993", 1),
        "negative-zero-in-fields": good.replace('"12500000"', "-0", 1),
        "needless-escape": good.replace("Fondation", "\\u0046ondation"),
        "upper-case-escape": good.replace("Fondation", "\\u000B"),
        "lone-surrogate": good.replace("Fondation", "\\ud800"),
        "fifteen-commitments": bent(_sd=loose["_sd"][:15]),
        "seventeen-commitments": bent(_sd=sorted(loose["_sd"] + [b64url(sha(b"x"))])),
        "commitments-out-of-order": bent(_sd=list(reversed(loose["_sd"]))),
        "commitment-twice": bent(_sd=[loose["_sd"][0]] + loose["_sd"][:15]),
        "internal-id": bent(registerId="prt_" + "0" * 26), "register-id-short": bent(registerId="reg_1"),
        "type-without-participle": bent(type="register"), "type-in-capitals": bent(type="Register.published"),
        "moment-without-milliseconds": bent(at="2027-03-03T09:00:00Z"), "moment-in-another-zone":
        bent(at="2027-03-03T09:00:00.000+01:00"), "moment-that-does-not-exist": bent(at="2027-02-30T09:00:00.000Z"),
        "seventeen-levels": bent(public=json.loads('{"a":' * 16 + "1" + "}" * 16)),
    }
    for name, leaf in leaves.items():
        write("invalid", f"leaf-{name}", {"leaf": leaf})
    write("invalid", "leaf-not-utf-8", {"leafBase64": b64(b'{"c":"\xff","v":1}')})
    write("invalid", "leaf-too-long", {"leaf": bent(public={"text": "@"}), "fill": {"@": 65_000}})
    hashes = [leaf_hash(sealed(n)) for n in range(9)]
    note = checkpoint(hashes)
    head = b64(root(hashes))
    notes = {
        "changed-size": note.replace("\n9\n", "\n8\n"), "unsigned": note[:note.index("\n\n") + 2],
        "another-origin": signed(f"log.example.org/other\n9\n{head}\n"),
        "leading-zero": signed(f"{ORIGIN}\n09\n{head}\n"),
        "short-root": signed(f"{ORIGIN}\n9\n{head[:20]}\n"), "no-root": signed(f"{ORIGIN}\n9\n"),
        "no-newline-behind": note[:-1], "carriage-returns": note.replace("\n", "\r\n"),
        "another-dash": note.replace("— ", "- "), "signature-torn": note[:-10] + "\n",
    }
    for name, text in notes.items():
        write("invalid", f"checkpoint-{name}", {"vkey": vkey(), "note": text})
    proof = proof_file(5, hashes)
    lines = proof.split("\n")
    proofs = {
        "another-index": proof.replace("index 5", "index 4"), "another-version": proof.replace("@v1", "@v2"),
        "leading-zero": proof.replace("index 5", "index 05"), "path-short": "\n".join(lines[:2] + lines[3:]),
        "path-turned": "\n".join(lines[:2] + [lines[3], lines[2]] + lines[4:]),
        "path-with-a-torn-hash": proof.replace(lines[2], lines[2][:-4]),
        "index-behind-the-tree": proof.replace("index 5", "index 9"), "no-checkpoint": proof[:proof.index("\n\n")],
    }
    for name, text in proofs.items():
        write("invalid", f"proof-{name}", {"vkey": vkey(), "leaf": sealed(5), "proof": text})
    write("invalid", "proof-of-another-leaf", {"vkey": vkey(), "leaf": sealed(4), "proof": proof})


if __name__ == "__main__":
    for folder in ("valid", "invalid"):
        shutil.rmtree(HERE / folder, ignore_errors=True)
    valid()
    invalid()
