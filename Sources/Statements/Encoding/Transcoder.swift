import Glibc

/// The system's `iconv`, strict: it stops at the first byte that is not of the source encoding.
enum Transcoder {
    enum Direction {
        case gb18030ToUTF8
        case utf8ToGB18030
    }

    enum Outcome {
        case complete([UInt8])
        /// `offset`: how many bytes of the input were converted before the bad or unfinished one.
        case stopped(offset: Int, [UInt8])
    }

    static func convert(_ bytes: Span<UInt8>, _ direction: Direction) -> Outcome {
        let (to, from) =
            switch direction {
            case .gb18030ToUTF8: ("UTF-8", "GB18030")
            case .utf8ToGB18030: ("GB18030", "UTF-8")
            }
        let handle = unsafe iconv_open(to, from)
        // iconv answers (iconv_t)-1 where the system has no such converter.
        guard Int(bitPattern: handle) != -1 else { return .stopped(offset: 0, []) }
        defer { unsafe _ = iconv_close(handle) }
        var output: [UInt8] = []
        // Two bytes of GBK become three of UTF-8; two of UTF-8 become at most four of GB18030.
        output.reserveCapacity(bytes.count * 2)
        var buffer = [UInt8](repeating: 0, count: min(max(bytes.count * 2, 64), 1 << 16))
        let stoppedAt = unsafe bytes.withUnsafeBufferPointer { source -> Int? in
            var input = unsafe UnsafeMutablePointer<CChar>(
                OpaquePointer(source.baseAddress))
            var inputLeft = source.count
            while inputLeft > 0 {
                let capacity = buffer.count
                var outputLeft = capacity
                let status = unsafe buffer.withUnsafeMutableBufferPointer { target -> Int in
                    var next = unsafe UnsafeMutablePointer<CChar>(OpaquePointer(target.baseAddress))
                    return unsafe iconv(handle, &input, &inputLeft, &next, &outputLeft)
                }
                let failure = errno
                output.append(contentsOf: buffer[0..<(capacity - outputLeft)])
                if status == -1, failure != E2BIG { return source.count - inputLeft }
            }
            return nil
        }
        if let stoppedAt { return .stopped(offset: stoppedAt, output) }
        return .complete(output)
    }
}
