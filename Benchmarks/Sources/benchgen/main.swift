import Glibc

// usage: benchgen ROWS DIRECTORY [SEED] [DAYS]
let arguments = CommandLine.arguments
guard arguments.count >= 3, let count = Int(arguments[1]), count > 0, count <= 100_000_000 else {
    print("usage: benchgen ROWS DIRECTORY [SEED=7] [DAYS=30]")
    exit(64)
}
let seed = arguments.count > 3 ? UInt64(arguments[3]) ?? 7 : 7
let days = arguments.count > 4 ? Int(arguments[4]) ?? 30 : 30
mkdir(arguments[2], 0o755)
var job = FullJob(count: count, days: days, seed: seed)
job.write(to: arguments[2])
