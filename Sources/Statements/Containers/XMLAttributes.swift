/// Attributes of an element, found by name without prefix; alive during the call they come with.
@safe
struct XMLAttributes: ~Copyable {
    private let pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>?

    init(_ pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>?) { unsafe self.pairs = pairs }

    subscript(_ name: String) -> String? {
        guard var pair = unsafe pairs else { return nil }
        // expat ends the list with a null.
        while let key = unsafe pair[0], let value = unsafe pair[1] {
            if unsafe XMLReader.localName(key) == name { return unsafe String(cString: value) }
            unsafe pair += 2
        }
        return nil
    }
}
