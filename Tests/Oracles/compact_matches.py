#!/usr/bin/env python3
"""Reads matches.compact (docs/formats/matches-compact.md) and prints one line per match:
leg, pass, class, left file, left line, right file, right line, separated by tabs."""
import sys


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def byte(self):
        self.at += 1
        return self.data[self.at - 1]

    def varint(self):
        value = shift = 0
        while True:
            byte = self.byte()
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    def difference(self):
        value = self.varint()
        return value >> 1 if value % 2 == 0 else -(value + 1) // 2

    def name(self):
        length = self.varint()
        self.at += length
        return self.data[self.at - length:self.at].decode()

    def names(self):
        return [self.name() for _ in range(self.varint())]


def matches(data):
    if data[:8] != b"MBPAIRS\x01":
        raise ValueError("no matches.compact of version 1")
    reader = Reader(data)
    reader.at = 8
    classes, files = reader.names(), reader.names()
    legs = [(reader.name(), reader.names()) for _ in range(reader.varint())]
    total = 0
    while count := reader.varint():
        leg, passes = legs[reader.varint()]
        number, entry_class = reader.byte(), classes[reader.byte()]
        name = passes[number] if number != 255 else ""
        left_file, right_file = files[reader.varint()], files[reader.varint()]
        left = right = 0
        for _ in range(count):
            left += reader.difference()
            right += reader.difference()
            yield leg, name, entry_class, left_file, left, right_file, right
        total += count
    stated = int.from_bytes(data[reader.at:reader.at + 8], "little")
    if stated != total or reader.at + 8 != len(data):
        raise ValueError(f"{total} matches, {stated} stated")


if __name__ == "__main__":
    with open(sys.argv[1], "rb") as file:
        for match in matches(file.read()):
            print(*match, sep="\t")
