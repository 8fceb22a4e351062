#!/usr/bin/env python3
"""The assignment beside scipy and OR-tools, name similarity beside rapidfuzz, in interleaved rounds.

usage: hard.py --work DIRECTORY [--rounds 3] [--candidates FILE]
Needs numpy, scipy, ortools, rapidfuzz. --candidates: pairs of a scored pass (`scored DIRECTORY FILE`).
Fails where an optimum differs from a peer's by a unit, or from what the prices prove, or where other names are
similar than the peer says."""
import argparse
import json
import pathlib
import random
import subprocess
import time

import numpy
from ortools.graph.python import min_cost_flow
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cdist
from scipy.optimize import linear_sum_assignment
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

import driver


def graphs(work, candidates):
    """name → lefts, rights, pairs as rows of left, right, worth."""
    found = {}
    generator = numpy.random.default_rng(3)
    for size in (1_000, 2_000):
        ends = numpy.indices((size, size)).reshape(2, -1)
        found[f"dense {size:,}"] = (size, size, ends[0], ends[1], generator.integers(1, 10_000, size * size))
    count = 100_000
    left = numpy.repeat(numpy.arange(count), 5)
    right = left + numpy.tile(numpy.arange(-2, 3), count)
    keep = (right >= 0) & (right < count)
    left, right = left[keep], right[keep]
    found["one component of 100,000"] = (count, count, left, right, generator.integers(1, 10_000, len(left)))
    if candidates:
        words = numpy.fromfile(candidates, dtype=numpy.int32)
        rows = words[2:].reshape(-1, 3)
        found["candidates of the scored pass"] = (words[0], words[1], rows[:, 0], rows[:, 1], rows[:, 2])
    return found


def write(path, graph):
    lefts, rights, left, right, worth = graph
    rows = numpy.stack([left, right, worth], axis=1).astype(numpy.int32)
    numpy.concatenate([numpy.array([lefts, rights], dtype=numpy.int32), rows.ravel()]).tofile(path)


def scipy_components(graph):
    """Each connected component as a dense problem; a single is worth nothing. Counted are the seconds
    of scipy's own calls, not of laying out its input."""
    lefts, rights, left, right, worth = graph
    size = int(lefts + rights)
    links = coo_matrix((numpy.ones(len(left)), (left, right + lefts)), shape=(size, size))
    (count, label), seconds = timed(lambda: connected_components(links, directed=False))
    order = numpy.argsort(label[left], kind="stable")
    left, right, worth = left[order], right[order], worth[order]
    bounds = numpy.searchsorted(label[left], numpy.arange(count + 1))
    total = 0
    for start, end in zip(bounds[:-1], bounds[1:]):
        if end - start == 1:
            total += int(worth[start])
        elif end > start:
            rows, l = numpy.unique(left[start:end], return_inverse=True)
            columns, r = numpy.unique(right[start:end], return_inverse=True)
            if len(rows) * len(columns) > 50_000_000:
                return None, 0
            dense = numpy.zeros((len(rows), len(columns)), dtype=numpy.int64)
            numpy.maximum.at(dense, (l, r), worth[start:end])
            (a, b), own = timed(lambda: linear_sum_assignment(dense, maximize=True))
            seconds += own
            total += int(dense[a, b].sum())
    return total, seconds


def flow(graph):
    """OR-tools' minimum cost flow: each left has one unit, for a right or for nobody."""
    lefts, rights, left, right, worth = (numpy.asarray(part) for part in graph)
    solver = min_cost_flow.SimpleMinCostFlow()
    sink = int(lefts + rights)
    ones = numpy.ones(len(left), dtype=numpy.int64)
    solver.add_arcs_with_capacity_and_unit_cost(left, right + lefts, ones, -worth.astype(numpy.int64))
    ends = numpy.arange(rights) + lefts
    solver.add_arcs_with_capacity_and_unit_cost(
        ends, numpy.full(rights, sink), numpy.ones(rights, dtype=numpy.int64), numpy.zeros(rights, dtype=numpy.int64))
    starts = numpy.arange(lefts)
    solver.add_arcs_with_capacity_and_unit_cost(
        starts, numpy.full(lefts, sink), numpy.ones(lefts, dtype=numpy.int64), numpy.zeros(lefts, dtype=numpy.int64))
    solver.set_nodes_supplies(
        numpy.append(starts, sink), numpy.append(numpy.ones(lefts, dtype=numpy.int64), -int(lefts)))
    assert solver.solve() == solver.OPTIMAL
    return -solver.optimal_cost()


def timed(work, *arguments):
    start = time.process_time()
    answer = work(*arguments)
    return answer, time.process_time() - start


def names(path):
    """Two thousand invented names of some twelve letters."""
    random.seed(7)
    given = "james mary robert patricia john jennifer michael linda wei fang min jing lei jun jie tao".split()
    family = "smith johnson williams brown jones garcia rodriguez martinez wang zhang chen huang zhao".split()
    made = [f"{random.choice(given)} {random.choice(family)}" for _ in range(2_000)]
    for index in range(0, len(made), 3):
        place = random.randrange(1, len(made[index]) - 1)
        made[index] = made[index][:place] + made[index][place + 1:]
    path.write_text("\n".join(made) + "\n")
    return made


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--work", required=True)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--candidates")
    arguments = parser.parse_args()
    work = pathlib.Path(arguments.work).resolve() / "quality"
    work.mkdir(parents=True, exist_ok=True)
    program = driver.build(work, "hard")
    print("| pairs | optimum | Matchbook, CPU s | scipy by component | OR-tools, flow |\n|---|--:|--:|--:|--:|")
    for name, graph in graphs(work, arguments.candidates).items():
        write(work / "pairs.bin", graph)
        times = {"own": [], "scipy": [], "flow": []}
        for _ in range(arguments.rounds):
            text = subprocess.run(
                [program, "assign", work / "pairs.bin"], check=True, capture_output=True, text=True).stdout
            own = json.loads(text)
            assert own["total"] == own["prices"], own
            times["own"].append(own["cpu"])
            answer, seconds = scipy_components(graph)
            if answer is not None:
                assert answer == own["total"], (answer, own)
                times["scipy"].append(seconds)
            answer, seconds = timed(flow, graph)
            assert answer == own["total"], (answer, own)
            times["flow"].append(seconds)
        best = [f"{min(values):.3f}" if values else "–" for values in times.values()]
        print(f"| {name} | {own['total']:,} | {' | '.join(best)} |", flush=True)
    made = names(work / "names.txt")
    print("\n| Jaro–Winkler, ns a pair | Matchbook | rapidfuzz |\n|---|--:|--:|")
    own, peer = ([], []), ([], [])
    similar = cdist(made, made, scorer=JaroWinkler.similarity, workers=1)
    for _ in range(arguments.rounds):
        text = subprocess.run(
            [program, "names", work / "names.txt"], check=True, capture_output=True, text=True).stdout
        for times, line in zip(own, text.splitlines()):
            found = json.loads(line)
            times.append(found["nanoseconds"])
            # Thousandths are rounded down three times on the way.
            assert (similar >= .883).sum() <= found["similar"] <= (similar >= .8799).sum(), found
        for times, least in zip(peer, (0, 0.88)):
            _, seconds = timed(
                lambda: cdist(made, made, scorer=JaroWinkler.similarity, score_cutoff=least, workers=1))
            times.append(seconds * 1e9 / len(made) ** 2)
    for name, a, b in zip(("every pair", "only whether it is .88 or more"), own, peer):
        print(f"| {name} | {min(a):.1f} | {min(b):.1f} |")


if __name__ == "__main__":
    main()
