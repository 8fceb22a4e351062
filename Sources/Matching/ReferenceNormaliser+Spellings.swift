extension ReferenceNormaliser {
    /// Bytes that numbers are filled up to with zeros: no shop or channel writes longer ones.
    private static let widest = 32

    /// What becomes this when it is normalised, but for the case of its letters: alone, behind the
    /// prefix, and with zeros before it up to the widest number there is.
    package func spellings(of normal: [UInt8]) -> [[UInt8]] {
        var spellings = [normal]
        if dropsLeadingZeros, normal.count < ReferenceNormaliser.widest {
            for zeros in 1...ReferenceNormaliser.widest - normal.count {
                spellings.append([UInt8](repeating: 0x30, count: zeros) + normal)
            }
        }
        let prefix = Array(dropsPrefix.utf8)
        return prefix.isEmpty ? spellings : spellings + spellings.map { prefix + $0 }
    }
}
