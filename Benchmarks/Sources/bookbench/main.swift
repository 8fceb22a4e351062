import Glibc

// usage: bookbench write ENTRIES FOLDER | append FOLDER | find FOLDER
//
// Measures the segments of a book, in the book's own format. Each command prints one line of JSON.
let arguments = CommandLine.arguments
func stop(_ reason: String) -> Never {
    let text = "bookbench: \(reason)\n"
    _ = unsafe write(STDERR_FILENO, text, text.utf8.count)
    exit(64)
}
guard arguments.count >= 3 else {
    stop("usage: bookbench write ENTRIES FOLDER | append FOLDER | find FOLDER")
}
do {
    let bench = try SegmentBench(folder: arguments[arguments.count - 1])
    switch arguments[1] {
    case "write":
        guard arguments.count == 4, let entries = Int(arguments[2]), entries > 0 else {
            stop("write ENTRIES FOLDER")
        }
        try bench.write(entries: entries)
    case "append": try bench.append()
    case "find": try bench.find()
    default: stop("unknown command \(arguments[1])")
    }
} catch {
    stop("\(error)")
}
