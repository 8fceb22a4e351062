/// Numbers that several threads write, each in places of its own. Who makes one frees it.
@safe
struct Slab<Element: BitwiseCopyable>: @unchecked Sendable {
    let count: Int
    private let base: UnsafeMutablePointer<Element>

    /// With nothing in it: what is read was written before.
    init(count: Int) {
        self.count = count
        unsafe base = .allocate(capacity: max(count, 1))
    }

    init(repeating element: Element, count: Int) {
        self.init(count: count)
        unsafe base.initialize(repeating: element, count: count)
    }

    /// Puts an element into the first places.
    func fill(_ element: Element, first: Int) {
        precondition(first <= count)
        unsafe base.initialize(repeating: element, count: first)
    }

    func free() { unsafe base.deallocate() }

    @inline(__always)
    subscript(index: Int) -> Element {
        get {
            precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
            return unsafe base[index]
        }
        nonmutating set {
            precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
            unsafe base[index] = newValue
        }
    }
}
