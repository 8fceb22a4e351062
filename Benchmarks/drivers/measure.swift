// What the drivers share: compiled beside each of them.
import Glibc

func contents(of path: String) -> [UInt8] {
    let file = open(path, O_RDONLY)
    precondition(file >= 0, "cannot read \(path)")
    defer { close(file) }
    let size = Int(lseek(file, 0, SEEK_END))
    lseek(file, 0, SEEK_SET)
    return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
        while count < size {
            let got = read(file, buffer.baseAddress! + count, size - count)
            precondition(got > 0, "cannot read \(path)")
            count += got
        }
    }
}

func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
