#!/usr/bin/env python3
"""A transparency log written from the specifications alone, to check the one in Swift.

RFC 6962 section 2.1 (hashes, audit paths, consistency proofs), RFC 8032 (Ed25519), C2SP tlog-tiles,
tlog-checkpoint and signed-note, and docs/formats/proof-bundle.md. It shares no code with the program
and follows the definitions as they are written, slowly.

    tlog.py trees N                          digests of the roots and proofs of all trees to size N
    tlog.py vkey NAME SEED                   the verifier key of a private key in hexadecimal
    tlog.py write-log DIR NAME SEED COUNT    a published log of COUNT leaves
    tlog.py write-bundle FILE NAME SEED COUNT INDEX...
    tlog.py check-log DIR VKEY
    tlog.py check-bundle FILE VKEY
"""
import base64
import functools
import hashlib
import json
import os
import re
import sys


class Wrong(Exception):
    pass


def need(condition, message):
    if not condition:
        raise Wrong(message)


def sha256(data):
    return hashlib.sha256(data).digest()


# RFC 6962, 2.1

class Tree:
    def __init__(self, leaves):
        self.hashes = [sha256(b"\x00" + leaf) for leaf in leaves]
        self.mth = functools.lru_cache(maxsize=None)(self.mth)

    def mth(self, low, high):
        n = high - low
        if n == 0:
            return sha256(b"")
        if n == 1:
            return self.hashes[low]
        k = split(n)
        return sha256(b"\x01" + self.mth(low, low + k) + self.mth(low + k, high))

    def path(self, m, low, high):
        n = high - low
        if n == 1:
            return []
        k = split(n)
        if m < k:
            return self.path(m, low, low + k) + [self.mth(low + k, high)]
        return self.path(m - k, low + k, high) + [self.mth(low, low + k)]

    def proof(self, m, n):
        return self.subproof(m, 0, n, True)

    def subproof(self, m, low, high, whole):
        n = high - low
        if m == n:
            return [] if whole else [self.mth(low, high)]
        k = split(n)
        if m <= k:
            return self.subproof(m, low, low + k, whole) + [self.mth(low + k, high)]
        return self.subproof(m - k, low + k, high, False) + [self.mth(low, low + k)]


def split(n):
    k = 1
    while 2 * k < n:
        k *= 2
    return k


def root_from_path(leaf_hash, m, n, path):
    """The root that an audit path leads to, by the definition of PATH read backwards."""
    if n == 1:
        need(not path, "too many hashes in a path")
        return leaf_hash
    need(path, "too few hashes in a path")
    k = split(n)
    if m < k:
        return sha256(b"\x01" + root_from_path(leaf_hash, m, k, path[:-1]) + path[-1])
    return sha256(b"\x01" + path[-1] + root_from_path(leaf_hash, m - k, n - k, path[:-1]))


# RFC 8032, 5.1

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def recover_x(y, sign):
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - x2) % P or (x == 0 and sign):
        return None
    return P - x if x & 1 != sign else x


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE = (recover_x(BASE_Y, 0), BASE_Y, 1, recover_x(BASE_Y, 0) * BASE_Y % P)


def add(p, q):
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(s, p):
    q = (0, 1, 1, 0)
    while s:
        if s & 1:
            q = add(q, p)
        p = add(p, p)
        s >>= 1
    return q


def compress(p):
    z = pow(p[2], P - 2, P)
    x, y = p[0] * z % P, p[1] * z % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def decompress(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    x = recover_x(y, sign) if y < P else None
    return None if x is None else (x, y, 1, x * y % P)


def expand(seed):
    h = hashlib.sha512(seed).digest()
    a = int.from_bytes(h[:32], "little") & (1 << 254) - 8 | 1 << 254
    return a, h[32:]


def sha512_mod_l(data):
    return int.from_bytes(hashlib.sha512(data).digest(), "little") % L


def public_key(seed):
    return compress(times(expand(seed)[0], BASE))


def sign(seed, message):
    a, prefix = expand(seed)
    key = compress(times(a, BASE))
    r = sha512_mod_l(prefix + message)
    point = compress(times(r, BASE))
    s = (r + sha512_mod_l(point + key + message) * a) % L
    return point + s.to_bytes(32, "little")


def holds(key, message, signature):
    if len(signature) != 64:
        return False
    a, r = decompress(key), decompress(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    h = sha512_mod_l(signature[:32] + key + message)
    return compress(times(s, BASE)) == compress(add(r, times(h, a)))


# signed-note, tlog-checkpoint

def unbase64(text):
    data = base64.b64decode(text, validate=True)
    need(base64.b64encode(data) == text, "base64 in another spelling")
    return data


def key_id(name, key):
    return sha256(name + b"\n\x01" + key)[:4]


def verifier_key(name, seed):
    key = public_key(seed)
    return b"+".join([name, key_id(name, key).hex().encode(), base64.b64encode(b"\x01" + key)])


def parse_verifier_key(text):
    name, identifier, rest = text.encode().split(b"+", 2)
    data = unbase64(rest)
    need(len(data) == 33 and data[0] == 1, "no Ed25519 key")
    need(key_id(name, data[1:]).hex().encode() == identifier, "the key's id is wrong")
    return name, data[1:]


def sign_note(text, name, seed):
    signature = key_id(name, public_key(seed)) + sign(seed, text)
    return text + b"\n\xe2\x80\x94 " + name + b" " + base64.b64encode(signature) + b"\n"


def open_note(note, vkey):
    name, key = parse_verifier_key(vkey)
    note.decode()
    need(all(byte >= 0x20 or byte == 0x0A for byte in note), "a control character")
    place = note.rfind(b"\n\n")
    need(place >= 0 and note.endswith(b"\n"), "no signatures")
    text, lines = note[:place + 1], note[place + 2:-1].split(b"\n")
    signed = False
    for line in lines:
        mark, signer, encoded = line.split(b" ")
        need(mark == b"\xe2\x80\x94" and signer, "no signature line")
        signature = unbase64(encoded)
        if signer == name and signature[:4] == key_id(name, key):
            need(holds(key, text, signature[4:]), "the signature does not hold")
            signed = True
    need(signed, "not signed by the key")
    return text


def open_checkpoint(note, vkey):
    lines = open_note(note, vkey).split(b"\n")
    need(len(lines) >= 4 and all(lines[:-1]), "no checkpoint")
    need(lines[0] == parse_verifier_key(vkey)[0], "another log")
    size = int(lines[1])
    need(str(size).encode() == lines[1], "the size in another spelling")
    root = unbase64(lines[2])
    need(len(root) == 32, "no root")
    return size, root


def checkpoint_text(name, size, root):
    return name + b"\n" + str(size).encode() + b"\n" + base64.b64encode(root) + b"\n"


# tlog-tiles

def element(n):
    parts = ["%03d" % (n % 1000)]
    while n >= 1000:
        n //= 1000
        parts.insert(0, "x%03d" % (n % 1000))
    return "/".join(parts)


def tiles(size):
    """(path, level or None for entries, index, width) of every file below tile/."""
    level = 0
    while size // 256**level:
        count = size // 256**level
        for n in range((count + 255) // 256):
            width = min(256, count - n * 256)
            suffix = "" if width == 256 else ".p/%d" % width
            yield "tile/%d/%s%s" % (level, element(n), suffix), level, n, width
            if level == 0:
                yield "tile/entries/%s%s" % (element(n), suffix), None, n, width
        level += 1


def tile_bytes(tree, level, n, width):
    span = 256**level
    return b"".join(
        tree.mth((n * 256 + i) * span, (n * 256 + i + 1) * span) for i in range(width))


def bundle_bytes(leaves):
    return b"".join(len(leaf).to_bytes(2, "big") + leaf for leaf in leaves)


def write_log(folder, name, seed, leaves):
    tree = Tree(leaves)
    for path, level, n, width in tiles(len(leaves)):
        if level is None:
            data = bundle_bytes(leaves[n * 256:n * 256 + width])
        else:
            data = tile_bytes(tree, level, n, width)
        place = os.path.join(folder, path)
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "wb") as file:
            file.write(data)
    os.makedirs(folder, exist_ok=True)
    text = checkpoint_text(name, len(leaves), tree.mth(0, len(leaves)))
    with open(os.path.join(folder, "checkpoint"), "wb") as file:
        file.write(sign_note(text, name, seed))


def check_log(folder, vkey):
    def read(path):
        with open(os.path.join(folder, path), "rb") as file:
            return file.read()

    size, root = open_checkpoint(read("checkpoint"), vkey)
    leaves = []
    for path, level, n, width in tiles(size):
        if level is None:
            data, offset = read(path), 0
            for _ in range(width):
                length = int.from_bytes(data[offset:offset + 2], "big")
                leaf = data[offset + 2:offset + 2 + length]
                need(len(leaf) == length, path + " is cut off")
                leaves.append(leaf)
                offset += 2 + length
            need(offset == len(data), path + " is too long")
    tree = Tree(leaves)
    for path, level, n, width in tiles(size):
        if level is not None:
            need(read(path) == tile_bytes(tree, level, n, width), path + " is wrong")
    need(tree.mth(0, size) == root, "another root")
    return size


# docs/formats/proof-bundle.md

def write_bundle(path, name, seed, leaves, indexes):
    tree = Tree(leaves)
    lines = [b"matchbook-proof-bundle@v1", b"leaves %d" % len(indexes)]
    for index in indexes:
        lines += [b"", b"index %d" % index, b"data " + base64.b64encode(leaves[index])]
        lines += [base64.b64encode(node) for node in tree.path(index, 0, len(leaves))]
    text = checkpoint_text(name, len(leaves), tree.mth(0, len(leaves)))
    with open(path, "wb") as file:
        file.write(b"\n".join(lines + [b"", b""]) + sign_note(text, name, seed))


class BundleLines:
    def __init__(self, data):
        self.lines, self.place = data.split(b"\n"), 0

    def next(self):
        self.place += 1
        return self.lines[self.place - 1]

    def number(self, name, least=0):
        line = self.next()
        need(line.startswith(name + b" "), "no " + name.decode())
        value = int(line[len(name) + 1:])
        need(line == name + b" %d" % value and value >= least, name.decode() + " in another spelling")
        return value

    def blank(self):
        need(self.next() == b"", "no empty line")

    def leaf(self, lines_allowed):
        index, data = self.number(b"index"), self.next()
        if lines_allowed and data.startswith(b"lines "):
            count = int(data[6:])
            need(count > 0 and data == b"lines %d" % count, "the lines in another spelling")
            leaf = b"".join(self.next() + b"\n" for _ in range(count))
        else:
            need(data[:5] in (b"text ", b"data "), "no data")
            leaf = data[5:] if data[:5] == b"text " else unbase64(data[5:])
        nodes = []
        while self.lines[self.place]:
            nodes.append(unbase64(self.next()))
        self.blank()
        return index, leaf, nodes

    def leaves(self, count, lines_allowed):
        found = [self.leaf(lines_allowed) for _ in range(count)]
        need([leaf[0] for leaf in found] == sorted({leaf[0] for leaf in found}), "no order")
        return found


def check_leaves(leaves, size, root):
    for index, leaf, nodes in leaves:
        need(index < size, "leaf %d is outside the tree" % index)
        need(root_from_path(sha256(b"\x00" + leaf), index, size, nodes) == root,
             "leaf %d is not in the tree" % index)


def check_bundle(path, vkey):
    """How many leaves were proven, and how many of trees that leaves name."""
    with open(path, "rb") as file:
        lines = BundleLines(file.read())
    header = lines.next()
    need(header in (b"matchbook-proof-bundle@v1", b"matchbook-proof-bundle@v2"), "no bundle")
    second = header.endswith(b"2")
    count = lines.number(b"leaves", 1)
    tree_count = lines.number(b"trees", 1) if second else 0
    lines.blank()
    leaves = lines.leaves(count, second)
    trees = []
    for _ in range(tree_count):
        name = lines.next()
        need(re.fullmatch(rb"tree [0-9a-f]{64}", name), "no tree")
        tree_root = bytes.fromhex(name[5:].decode())
        named_by, size, items = lines.number(b"named-by"), lines.number(b"size", 1), lines.number(b"leaves", 1)
        lines.blank()
        trees.append((tree_root, named_by, size, lines.leaves(items, True)))
    need([tree[1] for tree in trees] == sorted({tree[1] for tree in trees}), "no order of trees")
    size, root = open_checkpoint(b"\n".join(lines.lines[lines.place:]), vkey)
    check_leaves(leaves, size, root)
    by_index = {index: leaf for index, leaf, _ in leaves}
    for tree_root, named_by, tree_size, items in trees:
        digits = tree_root.hex().encode()
        need(named_by in by_index and re.search(rb"(?<![0-9A-Fa-f])%s(?![0-9A-Fa-f])" % digits, by_index[named_by]),
             "leaf %d does not name the root" % named_by)
        check_leaves(items, tree_size, tree_root)
    return count, sum(len(tree[3]) for tree in trees)


def sample(count):
    """What the tests in Swift log as well: leaf 7 is "leaf 7" and seven bytes 0x07."""
    return [b"leaf %d" % i + bytes([i % 256]) * (i % 9) for i in range(count)]


def trees(limit):
    tree = Tree(sample(limit))
    for size in range(limit + 1):
        paths = b"".join(b"".join(tree.path(m, 0, size)) for m in range(size))
        proofs = b"".join(b"".join(tree.proof(m, size)) for m in range(1, size + 1))
        yield {"root": tree.mth(0, size).hex(), "paths": sha256(paths).hex(),
               "proofs": sha256(proofs).hex()}


def main(arguments):
    command, rest = arguments[0], arguments[1:]
    if command == "trees":
        print(json.dumps(list(trees(int(rest[0])))))
    elif command == "vkey":
        print(verifier_key(rest[0].encode(), bytes.fromhex(rest[1])).decode())
    elif command == "write-log":
        write_log(rest[0], rest[1].encode(), bytes.fromhex(rest[2]), sample(int(rest[3])))
    elif command == "write-bundle":
        write_bundle(rest[0], rest[1].encode(), bytes.fromhex(rest[2]), sample(int(rest[3])),
                     [int(index) for index in rest[4:]])
    elif command == "check-log":
        print("%d leaves" % check_log(*rest))
    elif command == "check-bundle":
        print("%d leaves, %d items" % check_bundle(*rest))
    else:
        raise SystemExit(__doc__)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except (Wrong, ValueError, OSError, IndexError) as error:
        print(error, file=sys.stderr)
        sys.exit(1)
