"""Builds a driver of drivers/ on Records and Matching alone, without the package: so that it sees what `package`
shows. The rooms are built once for all drivers, until one of their sources is newer."""
import pathlib
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
SOURCES = HERE.parent / "Sources"
ROOMS = ("Records", "Matching")
FLAGS = ["-O", "-wmo", "-package-name", "matchbook", "-enable-testing"]
FEATURES = ["ExistentialAny", "InternalImportsByDefault", "MemberImportVisibility"]


def build(work, driver):
    sources = {room: sorted(map(str, (SOURCES / room).rglob("*.swift"))) for room in ROOMS}
    newest = max(pathlib.Path(path).stat().st_mtime for paths in sources.values() for path in paths)
    objects = [work / f"{room}.o" for room in ROOMS]
    if not all(path.exists() and path.stat().st_mtime > newest for path in objects):
        flags = [*FLAGS, "-swift-version", "6"]
        flags += [part for name in FEATURES for part in ("-enable-upcoming-feature", name)]
        for room in ROOMS:
            subprocess.run(
                ["swiftc", *flags, "-parse-as-library", "-module-name", room, "-emit-module",
                 "-emit-module-path", f"{room}.swiftmodule", "-I", ".", "-c", *sources[room],
                 "-o", f"{room}.o"], cwd=work, check=True)
            # swiftc leaves a file alone that would not change, and it would be built again each time.
            (work / f"{room}.o").touch()
    # The driver is a script with statements and globals of its own, which is named main.swift.
    (work / "main.swift").write_text((HERE / f"drivers/{driver}.swift").read_text())
    subprocess.run(
        ["swiftc", *FLAGS, "-swift-version", "5", "-I", ".", "main.swift",
         str(HERE / "drivers/measure.swift"), *(path.name for path in objects), "-o", driver],
        cwd=work, check=True)
    return work / driver
