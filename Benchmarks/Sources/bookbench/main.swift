import Glibc

// usage: bookbench write ENTRIES FOLDER | append FOLDER | find FOLDER
//      | history ENTRIES BOOK | queue BREAKS BOOK | index BOOK | trace BOOK
//
// Measures the segments of a book, and a whole book, in the book's own format. Each command prints
// lines of JSON.
let arguments = CommandLine.arguments
func stop(_ reason: String) -> Never {
    let text = "bookbench: \(reason)\n"
    _ = unsafe write(STDERR_FILENO, text, text.utf8.count)
    exit(64)
}
func entries() -> Int {
    guard arguments.count == 4, let entries = Int(arguments[2]), entries > 0 else {
        stop("\(arguments[1]) ENTRIES FOLDER")
    }
    return entries
}
guard arguments.count >= 3, let folder = arguments.last else {
    stop("write | append | find | history | queue | index | trace")
}
do {
    switch arguments[1] {
    case "write": try SegmentBench(folder: folder).write(entries: entries())
    case "append": try SegmentBench(folder: folder).append()
    case "find": try SegmentBench(folder: folder).find()
    case "history": try BookHistory(folder: folder).write(entries: entries())
    case "index": try BookHistory.index(folder: folder)
    case "queue": try BookHistory(folder: folder).queue(breaks: entries())
    case "trace": try BookHistory.find(folder: folder)
    default: stop("unknown command \(arguments[1])")
    }
} catch {
    stop("\(error)")
}
