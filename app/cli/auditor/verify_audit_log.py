#!/usr/bin/env python3
"""Verifies Chaperone's audit log without Chaperone.

    verify_audit_log.py audit.db                     the log itself
    verify_audit_log.py audit.jsonl                  an export (--format jsonl), whole or a piece
    verify_audit_log.py --proof row.json             one row that `audit prove` disclosed
        --anchor FILE   also hold the log against anchors noted elsewhere (may be given again)
        --key HEX       take no other key than this for the signed roots

One file, for reading: it needs Python 3.8 or later and nothing else. It opens the log read-only. It
exits with 0 when all holds, 1 when something does not, 2 when it could not look.

THE FORMAT

Rows. The table `rows` (SQLite 3) has one row per fact, numbered 1, 2, 3, ... without gaps:

    sequence, time_ms (since 1970, UTC), kind, interaction, body, previous_hash, hash,
    and since version 2: form, salt, commitment, evidence_hash

    commitment = SHA-256(salt + body), salt being 32 hex digits as text
    hash       = SHA-256 of the canonical form, which is netstrings ("5:hello,") one after the other:

    form 2: chaperone.audit.2, sequence, time, kind, interaction, commitment, evidence_hash, previous
    form 1: chaperone.audit.1, sequence, time, kind, interaction, body, previous

    time as 2026-11-23T09:15:02.017Z, numbers in decimal, hashes in lower-case hex; previous is the
    hash of the row before, of row 1 it is 64 zeros.

Erasure. Salt and body of a row may have been emptied. Its commitment stays, so its hash still holds.
Which rows were emptied is said by a later row: {"event":"rows_erased","ranges":[[from,to],...],...}.
An empty row that no such row names has been tampered with.

Tree. Over the row hashes (32 bytes each) stands a Merkle tree as in RFC 6962: leaf = SHA-256(00 +
hash), node = SHA-256(01 + left + right). From time to time its root over the first `size` rows is
signed with Ed25519 (RFC 8032). What is signed are the netstrings chaperone.head.1, size, time, root.
Signed roots are in the table `heads` (size, time_ms, root, key, signature) and, one JSON object a
line, in `<log>-anchors` and in whatever anchors were noted elsewhere. A root over more rows than
there are means that rows were cut off the end.
"""

import argparse
import datetime
import hashlib
import json
import os
import sqlite3
import sys

FIRST_PREVIOUS = "0" * 64
MAX_LINE = 256 * 1024


class Bad(Exception):
    """Something that does not hold."""


class CannotLook(Exception):
    """Nothing is known: the file is not there, or is something else."""


# ---- what is hashed ----


def netstrings(*fields):
    form = b""
    for field in fields:
        data = field if isinstance(field, bytes) else str(field).encode()
        form += b"%d:%s," % (len(data), data)
    return form


def sha256(data):
    return hashlib.sha256(data).digest()


def rfc3339(milliseconds):
    moment = datetime.datetime(1970, 1, 1) + datetime.timedelta(milliseconds=milliseconds)
    return "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ" % (
        moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second,
        moment.microsecond // 1000)


class Row:
    """A row with its time as text and its body as bytes; `body` is None once erased."""

    def __init__(self, sequence, time, kind, interaction, body, previous, digest, form, salt,
                 commitment, evidence):
        self.sequence, self.time, self.kind, self.interaction = sequence, time, kind, interaction
        self.body, self.previous, self.hash = body, previous, digest
        self.form, self.salt, self.commitment, self.evidence = form, salt, commitment, evidence
        self.erased = form == 2 and salt == "" and body in (None, b"")

    def check(self):
        """That the row is as it was written."""
        name = "Row %d" % self.sequence
        if self.form == 1:
            form = netstrings("chaperone.audit.1", self.sequence, self.time, self.kind,
                              self.interaction, self.body, self.previous)
        elif self.form == 2:
            form = netstrings("chaperone.audit.2", self.sequence, self.time, self.kind,
                              self.interaction, self.commitment, self.evidence, self.previous)
        else:
            raise Bad(name + " has a form that is never written.")
        if sha256(form).hex() != self.hash:
            raise Bad(name + " was changed: its hash does not match what it says.")
        if self.form == 2 and not self.erased:
            salted = self.salt.encode() + (self.body or b"")
            if len(self.salt) != 32 or sha256(salted).hex() != self.commitment:
                raise Bad(name + " was changed: its body does not match what was committed to.")

    def erasures(self):
        """What this row says was erased; never anything after itself."""
        if self.kind != "event" or not self.body or b'"rows_erased"' not in self.body:
            return []
        body = json.loads(self.body)
        if body.get("event") != "rows_erased" or not self.body.startswith(b'{"event":"rows_erased"'):
            return []
        return [(first, min(last, self.sequence - 1)) for first, last in body["ranges"]]


# ---- the tree (RFC 6962, 2.1) ----


def leaf_hash(row_hash):
    return sha256(b"\x00" + bytes.fromhex(row_hash))


def node_hash(left, right):
    return sha256(b"\x01" + left + right)


class Tree:
    """A growing tree: the roots of its whole subtrees, from the largest on."""

    def __init__(self):
        self.size, self.subtrees = 0, []

    def add(self, row_hash):
        subtree, bits = leaf_hash(row_hash), self.size
        while bits & 1:
            subtree, bits = node_hash(self.subtrees.pop(), subtree), bits >> 1
        self.subtrees.append(subtree)
        self.size += 1

    def root(self):
        root = self.subtrees[-1]
        for left in reversed(self.subtrees[:-1]):
            root = node_hash(left, root)
        return root.hex()


def root_from_path(row_hash, index, size, path):
    """RFC 9162, 2.1.3.2."""
    if not 0 <= index < size:
        raise Bad("The row is not in the tree.")
    position, last, root = index, size - 1, leaf_hash(row_hash)
    for beside in path:
        if last == 0:
            raise Bad("The path is too long for the tree.")
        if position & 1 or position == last:
            root = node_hash(beside, root)
            while position and not position & 1:
                position, last = position >> 1, last >> 1
        else:
            root = node_hash(root, beside)
        position, last = position >> 1, last >> 1
    if last != 0:
        raise Bad("The path is too short for the tree.")
    return root.hex()


# ---- Ed25519, verification only (RFC 8032, 5.1) ----

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_MINUS_1 = pow(2, (P - 1) // 4, P)


def point_add(a, b):
    """Extended homogeneous coordinates (X, Y, Z, T)."""
    s, t = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    c, d = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = t - s, d - c, d + c, t + s
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def point_multiply(scalar, point):
    result = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = point_add(result, point)
        point, scalar = point_add(point, point), scalar >> 1
    return result


def point_from(data):
    y, sign = int.from_bytes(data, "little") & (1 << 255) - 1, data[31] >> 7
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * SQRT_MINUS_1 % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return (x, y, 1, x * y % P)


def same_point(a, b):
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


BASE = point_from((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def signature_holds(key, message, signature):
    if len(key) != 32 or len(signature) != 64:
        return False
    public, r, s = point_from(key), point_from(signature[:32]), int.from_bytes(signature[32:], "little")
    if public is None or r is None or s >= L:
        return False
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    return same_point(point_multiply(s, BASE), point_add(r, point_multiply(challenge, public)))


# ---- signed roots ----


class Head:
    def __init__(self, size, time, root, key, signature):
        self.size, self.time, self.root, self.key, self.signature = size, time, root, key, signature

    def same(self):
        return (self.size, self.time, self.root, self.key, self.signature)

    def check(self, wanted_key):
        what = "The root over the first %d rows" % self.size
        message = netstrings("chaperone.head.1", self.size, self.time, self.root)
        try:
            good = signature_holds(bytes.fromhex(self.key), message, bytes.fromhex(self.signature))
        except ValueError:
            good = False
        if not good:
            raise Bad(what + " is not signed with the key that it names.")
        if wanted_key and wanted_key.lower() != self.key:
            raise Bad(what + " was signed with another key than the one given.")


def head_from(item):
    try:
        if item["schema"] != "chaperone.anchor" or item["schema_version"] != 1:
            raise Bad("This is not an anchor.")
        return Head(int(item["size"]), item["time"], item["root"], item["key"], item["signature"])
    except (KeyError, TypeError, ValueError):
        raise Bad("This is not an anchor.") from None


def anchors_in(path):
    with open(path, "rb") as lines:
        data = lines.read()
    # A last line without its end was being written at a crash.
    return [head_from(json.loads(line)) for line in data.split(b"\n")[:-1] if line]


# ---- the whole log ----


class Log:
    """Follows a log row by row. A piece may begin anywhere; it is held against no roots."""

    def __init__(self, heads, key, is_piece):
        unique = {head.same(): head for head in heads}
        self.heads = sorted(unique.values(), key=lambda head: head.size)
        self.key, self.is_piece = key, is_piece
        self.tree, self.rows, self.sequence, self.previous = Tree(), 0, 0, FIRST_PREVIOUS
        self.empty, self.announced, self.signed, self.signer = [], [], 0, ""
        self.next_head, self.first = 0, 0

    def take(self, row):
        free = self.is_piece and self.rows == 0 and row.sequence > 1
        if not free and row.sequence != self.sequence + 1:
            raise Bad("After row %d comes row %d: rows are missing, were moved or put in."
                      % (self.sequence, row.sequence))
        row.check()
        if not free and row.previous != self.previous:
            raise Bad("Row %d does not follow the row before it." % row.sequence)
        self.first = self.first or row.sequence
        self.rows, self.sequence, self.previous = self.rows + 1, row.sequence, row.hash
        if row.erased:
            self.empty.append(row.sequence)
        self.announced += row.erasures()
        if self.heads:
            self.tree.add(row.hash)
            self.look()

    def look(self):
        while self.next_head < len(self.heads) and self.heads[self.next_head].size <= self.tree.size:
            head = self.heads[self.next_head]
            head.check(self.key)
            if self.tree.root() != head.root:
                raise Bad("After row %d the log is another than the one that was signed on %s."
                          % (self.signed, head.time))
            self.signed, self.signer, self.next_head = head.size, head.key, self.next_head + 1

    def finish(self):
        if self.next_head < len(self.heads):
            head = self.heads[-1]
            head.check(self.key)
            raise Bad("The log ends at row %d, and on %s it had %d rows: rows were cut off its end."
                      % (self.sequence, head.time, head.size))
        if not self.is_piece:
            ranges = sorted(self.announced)
            at, covered = 0, 0
            for row in self.empty:
                while at < len(ranges) and ranges[at][0] <= row:
                    covered, at = max(covered, ranges[at][1]), at + 1
                if covered < row:
                    raise Bad("Row %d was emptied, and no row of the log says so." % row)

    def __str__(self):
        text = "%d rows hold, from row %d on." % (self.rows, self.first) if self.rows else "No rows."
        if self.empty:
            text += " %d of them were erased." % len(self.empty)
        text += " Hash of the last row: %s." % self.previous
        if self.signed:
            text += " Signed up to row %d with the key %s." % (self.signed, self.signer)
        return text


def rows_of_database(database, version):
    extra = "form, salt, commitment, evidence_hash" if version >= 2 else "1, '', '', ''"
    query = ("SELECT sequence, time_ms, kind, interaction, CAST(body AS BLOB), previous_hash, hash, "
             + extra + " FROM rows ORDER BY sequence")
    for row in database.execute(query):
        if not -62167219200000 <= row[1] < 253402300800000 or row[1] < -62135596800000:
            raise Bad("Row %d has a time that is never written." % row[0])
        yield Row(row[0], rfc3339(row[1]), *row[2:])


def verify_database(path, anchors, key):
    uri = "file:" + "".join(c if c.isalnum() or c in "/._-~" else "".join(
        "%%%02X" % byte for byte in c.encode()) for c in os.path.abspath(path)) + "?mode=ro"
    try:
        database = sqlite3.connect(uri, uri=True, isolation_level=None)
        database.execute("BEGIN")  # one state for all that is read
        version = database.execute("PRAGMA user_version").fetchone()[0]
        application = database.execute("PRAGMA application_id").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise Bad("The log cannot be read: %s." % error) from None
    if application != 0x43484150:
        raise CannotLook(path + " is not a log of Chaperone.")
    if version > 2:
        raise CannotLook(path + " is of version %d; this program knows 2." % version)
    heads = list(anchors)
    try:
        if version >= 2:
            for size, time, root, signer, signature in database.execute(
                    "SELECT size, time_ms, root, key, signature FROM heads"):
                heads.append(Head(size, rfc3339(time), root, signer, signature))
        if os.path.exists(path + "-anchors"):
            heads += anchors_in(path + "-anchors")
        log = Log(heads, key, is_piece=False)
        for row in rows_of_database(database, version):
            log.take(row)
        log.finish()
        return log
    except sqlite3.DatabaseError as error:
        raise Bad("The log is damaged: %s." % error) from None


# ---- exports and proofs ----


def row_of_line(line):
    """The body's bytes are what stands between the first `,"body":` and the last brace."""
    at = line.find(b',"body":')
    if at < 0 or not line.endswith(b"}"):
        raise Bad("This is not a row as the export writes it.")
    body = line[at + len(b',"body":'):-1]
    head = json.loads(line[:at] + b"}")
    json.loads(body)
    if head.get("schema") != "chaperone.audit" or head.get("schema_version") not in (1, 2):
        raise Bad("This is not a row as the export writes it.")
    return Row(head["sequence"], head["time"], head["kind"], head["interaction"],
               None if body == b"null" else body, head["prev_hash"], head["hash"],
               head["schema_version"], head.get("salt", ""), head.get("commitment", ""),
               head.get("evidence", ""))


def verify_lines(path, anchors, key):
    log = None
    with open(path, "rb") as lines:
        for number, line in enumerate(iter(lambda: lines.readline(MAX_LINE), b""), 1):
            try:
                row = row_of_line(line.rstrip(b"\r\n"))
            except (ValueError, KeyError):
                raise Bad("Line %d is not as the export writes it." % number) from None
            if log is None:  # roots can be held only against all rows from the first on
                log = Log(anchors if row.sequence == 1 else [], key, is_piece=True)
            log.take(row)
    log = log or Log([], key, is_piece=True)
    log.finish()
    return log


def verify_proof(path, key):
    with open(path, "rb") as file:
        text = file.read().rstrip(b"\r\n")
    start, mark = b'{"schema":"chaperone.proof","schema_version":1,"row":', b',"path":['
    head_at = text.rfind(b'],"head":')
    path_at = text.rfind(mark, 0, head_at)
    if not text.startswith(start) or head_at < 0 or path_at < 0 or not text.endswith(b"}"):
        raise Bad("This is not a proof.")
    try:
        row = row_of_line(text[len(start):path_at])
        head = head_from(json.loads(text[head_at + len(b'],"head":'):-1]))
        beside = [bytes.fromhex(item)
                  for item in json.loads(b"[" + text[path_at + len(mark):head_at] + b"]")]
    except (ValueError, KeyError, TypeError):
        raise Bad("This is not a proof.") from None
    row.check()
    if any(len(item) != 32 for item in beside):
        raise Bad("This is not a proof.")
    if root_from_path(row.hash, row.sequence - 1, head.size, beside) != head.root:
        raise Bad("The row is not in the log that was signed.")
    head.check(key)
    return "Row %d is one of the first %d rows of the log that was signed on %s with the key %s." % (
        row.sequence, head.size, head.time, head.key)


def look(options):
    if options.proof:
        return verify_proof(options.proof, options.key)
    anchors = [head for path in options.anchor for head in anchors_in(path)]
    with open(options.log, "rb") as file:
        is_database = file.read(16) == b"SQLite format 3\x00"
    verify = verify_database if is_database else verify_lines
    return verify(options.log, anchors, options.key)


def main():
    parser = argparse.ArgumentParser(description="Verifies Chaperone's audit log.")
    parser.add_argument("log", nargs="?", help="audit.db, or an export in JSON Lines")
    parser.add_argument("--proof", help="one row that `audit prove` disclosed")
    parser.add_argument("--anchor", action="append", default=[], help="anchors noted elsewhere")
    parser.add_argument("--key", default="", help="take no other key than this (64 hex digits)")
    options = parser.parse_args()
    if bool(options.log) == bool(options.proof):
        parser.error("name a log or a --proof")
    try:
        print(look(options))
        return 0
    except Bad as bad:
        print("DOES NOT HOLD: %s" % bad)
        return 1
    except (CannotLook, OSError) as trouble:
        print(trouble, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
