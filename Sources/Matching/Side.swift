package enum Side: UInt8, Sendable { case left, right, link }
