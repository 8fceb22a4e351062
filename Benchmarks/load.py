"""Asks a server at a given rate, whatever it answers, and says how long each answer took.

usage: load.py   with a job as JSON on standard input:
    {"port": 8080, "headers": {...}, "rate": 200, "seconds": 20, "paths": [...]}   requests
    {"port": 8080, "headers": {...}, "streams": 1000, "seconds": 20, "longest": 595}  event streams

Requests are sent when their time has come, not when the one before was answered, and the time of
each is taken from when it should have been sent: a server that stands still is seen as long as it
stands (no coordinated omission). Connections are kept and used again; a request that finds none free
opens another. A process of its own, so that its work is not counted as the server's. Prints one JSON
value. Streams count the events and remember the last; one that ends before `longest` seconds is
wrong, later it is opened again. The job ends early when standard input does."""
import asyncio
import json
import sys
import time

# Connections at the same time; beyond it requests wait, and their wait counts.
CONNECTIONS = 400


def head(job, path):
    lines = [f"GET {path} HTTP/1.1", "Host: 127.0.0.1"]
    return ("\r\n".join(lines + [f"{name}: {value}" for name, value in job["headers"].items()])
            + "\r\n\r\n").encode()


async def answer(reader):
    """Status and length of one answer; the body is read and dropped."""
    first = await reader.readuntil(b"\r\n\r\n")
    status = int(first[9:12])
    length = None
    for line in first.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
        if name.lower() == b"transfer-encoding":
            length = -1
    if length == -1:
        length = 0
        while True:
            size = int(await reader.readuntil(b"\r\n"), 16)
            await reader.readexactly(size + 2)
            length += size
            if size == 0:
                return status, length
    if length:
        await reader.readexactly(length)
    return status, length or 0


class Requests:
    def __init__(self, job):
        self.job, self.free = job, []
        self.gate = asyncio.Semaphore(CONNECTIONS)
        self.took, self.statuses, self.bytes, self.opened = [], {}, 0, 0

    async def connection(self):
        """One that is free. The server closes those on which nothing moved for 75 s, and what was
        needed for a moment may lie so long: like a browser, nothing is sent on such a one."""
        while self.free:
            reader, writer = self.free.pop()
            if not reader.at_eof():
                return reader, writer
            writer.close()
        self.opened += 1
        return await asyncio.open_connection("127.0.0.1", self.job["port"])

    async def one(self, due, path):
        try:
            async with self.gate:
                reader, writer = await self.connection()
                writer.write(head(self.job, path))
                status, length = await answer(reader)
                self.free.append((reader, writer))
            self.bytes += length
        except (OSError, asyncio.IncompleteReadError) as error:
            status = type(error).__name__
        self.took.append(time.monotonic() - due)
        self.statuses[str(status)] = self.statuses.get(str(status), 0) + 1

    async def run(self):
        start, count = time.monotonic(), int(self.job["rate"] * self.job["seconds"])
        paths, tasks = self.job["paths"], set()
        for number in range(count):
            due = start + number / self.job["rate"]
            wait = due - time.monotonic()
            if wait > 0:
                await asyncio.sleep(wait)
            task = asyncio.create_task(self.one(due, paths[number % len(paths)]))
            tasks.add(task)
            task.add_done_callback(tasks.discard)
        if tasks:
            await asyncio.wait(tasks)
        self.took.sort()

        def at(share):
            return round(1000 * self.took[min(len(self.took) - 1, int(len(self.took) * share))], 2)
        return {"requests": count, "seconds": round(time.monotonic() - start, 2),
                "statuses": self.statuses, "connections": self.opened,
                "kilobytes_each": round(self.bytes / count / 1024, 1),
                "p50_ms": at(0.5), "p90_ms": at(0.9), "p99_ms": at(0.99), "p999_ms": at(0.999),
                "max_ms": at(1)}


class Streams:
    def __init__(self, job):
        self.job, self.events, self.last = job, [], []
        self.refused, self.ended, self.again = 0, 0, 0

    async def one(self, number):
        """A page that stays open: a stream that the server ends after its time is opened again
        after as long as the server said (`retry:`), as an EventSource does."""
        while True:
            began = time.monotonic()
            retry = await self.stream(number)
            if retry is None:
                return
            if time.monotonic() - began < self.job["longest"]:
                self.ended += 1
                return
            self.again += 1
            await asyncio.sleep(retry)

    async def stream(self, number):
        """Seconds to wait until the next one; None where there is no place."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.job["port"])
        retry = 3
        writer.write(head(self.job, "/events"))
        first = await reader.readuntil(b"\r\n\r\n")
        if first[9:12] != b"200":
            self.refused += 1
            return None
        while True:
            line = await reader.readline()
            if not line:
                writer.close()
                return retry
            if line.startswith(b"retry: "):
                retry = int(line[7:]) / 1000
            if line.startswith(b"id: "):
                self.events[number] += 1
                self.last[number] = int(line[4:])

    async def run(self):
        count = self.job["streams"]
        self.events, self.last = [0] * count, [0] * count
        tasks = []
        for number in range(count):
            tasks.append(asyncio.create_task(self.one(number)))
            await asyncio.sleep(0.002)
        asked = asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)
        # The other side says when all is done.
        await asyncio.wait({asked}, timeout=self.job["seconds"])
        for task in tasks:
            task.cancel()
        return {"streams": count, "refused": self.refused, "ended": self.ended,
                "came_again": self.again,
                "heard": sum(1 for events in self.events if events),
                "events": sum(self.events), "least_events": min(self.events),
                "most_events": max(self.events),
                "last_ids": sorted(set(self.last))[-5:], "behind": sum(
                    1 for last in self.last if last != max(self.last))}


def main():
    job = json.loads(sys.stdin.readline())
    work = Streams(job) if "streams" in job else Requests(job)
    print(json.dumps(asyncio.run(work.run())), flush=True)


main()
