import Fuzzing

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    Fuzzing.run(Array(UnsafeBufferPointer(start: data, count: size)), .sheet)
    return 0
}
