#!/usr/bin/env python3
"""Writes the fixtures: small invented statements in the real layouts, one folder per dialect.

usage: Fixtures/generate.py [FOLDER]    (default: beside this file)

Deterministic: no clock, no randomness; two runs write the same bytes. Only the standard library, and
no knowledge of the program: what is written here is what the channels' documents say. Names, numbers
and accounts are invented.
"""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import layouts_channels
import layouts_banks
import layouts_shops
from writers import write_all


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
    fixtures = {}
    for layouts in (layouts_channels, layouts_banks, layouts_shops):
        for name, data in layouts.fixtures().items():
            assert name not in fixtures, name
            fixtures[name] = data
    write_all(folder, fixtures)


if __name__ == "__main__":
    main()
