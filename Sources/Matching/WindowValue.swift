/// What must be equal of two entries that a window pairs.
struct WindowValue: BitwiseCopyable, Equatable {
    /// The lower half of an amount that needs more than 64 bits.
    var units: Int64
    var payer: WindowPayers.Mark
    var currency: UInt8

    /// Chooses part (its highest bits) and slot (its lowest).
    var mix: UInt32 {
        @inline(__always) get {
            let (high, low) = (payer.low ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(
                by: payer.high ^ 0xD6E8_FEB8_6659_FD93)
            let (top, bottom) = (UInt64(bitPattern: units) ^ high ^ low).multipliedFullWidth(
                by: 0x9FB2_1C65_1E98_DF25 &+ UInt64(currency) << 1)
            return UInt32(truncatingIfNeeded: (top ^ bottom) >> 16)
        }
    }
}
