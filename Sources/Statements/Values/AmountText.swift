import Records

/// Text → exact amount. The whole token must be a number: sign, ¥ or a currency code around it,
/// well-formed thousands commas, brackets for negative; no exponent but a negative one.
enum AmountText {
    static let wholeDigitsLimit = 19

    static func parse(_ bytes: Span<UInt8>, gb18030: Bool) throws(AmountFault) -> PrintedAmount {
        if let amount = short(bytes) ?? plain(bytes) { return amount }
        var text: [UInt8] = []
        if gb18030, !FieldText.isASCII(bytes) {
            GB18030Text.append(bytes, to: &text)
        } else {
            for index in bytes.indices { text.append(bytes[index]) }
        }
        return try AmountText.decorated(text)
    }

    /// Up to five digits, a point and two decimals, all at once. Nil where it is anything else.
    @inline(__always)
    private static func short(_ bytes: Span<UInt8>) -> PrintedAmount? {
        let count = bytes.count
        guard count >= 4, count <= 8 else { return nil }
        let raw = unsafe bytes.bytes
        // The text's end in the highest bytes; the two halves overlap.
        let first = unsafe raw.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt32.self)
        let last = unsafe raw.unsafeLoadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
        let missing = UInt64(8 &- count) &* 8
        let whole =
            UInt64(UInt32(littleEndian: last)) << 32
            | UInt64(UInt32(littleEndian: first)) << missing
            | (BulkAmount.zeros & ((1 << missing) &- 1))
        return BulkAmount.hundredths(whole).map { PrintedAmount(units: Int128($0), scale: 2) }
    }

    /// The usual case: sign, up to 18 digits, one point. Nil where it is anything else.
    private static func plain(_ bytes: Span<UInt8>) -> PrintedAmount? {
        let count = bytes.count
        guard count > 0, count <= 20 else { return nil }
        var index = 0
        let first = bytes[0]
        if first == 0x2D || first == 0x2B { index = 1 }
        var value: Int64 = 0
        var digits = 0
        var point = -1
        while index < count {
            let byte = bytes[index]
            let digit = byte &- 0x30
            if digit <= 9 {
                digits += 1
                if digits > 18 { return nil }
                value = value &* 10 &+ Int64(digit)
            } else if byte == 0x2E, point < 0 {
                point = index
            } else {
                return nil
            }
            index += 1
        }
        guard digits > 0, point != count - 1 else { return nil }
        let scale = point < 0 ? 0 : count - point - 1
        return PrintedAmount(units: Int128(first == 0x2D ? -value : value), scale: scale)
    }

    private static func decorated(_ text: [UInt8]) throws(AmountFault) -> PrintedAmount {
        var token = text[...]
        trim(&token)
        var negative = false
        let bracketed = token.first == 0x28 && token.last == 0x29 && token.count > 2
        if bracketed {
            token = token.dropFirst().dropLast()
            negative = true
            trim(&token)
        }
        var currency: Currency?
        var hasSign = bracketed
        var hasMark = false
        while true {
            if !hasSign, token.first == 0x2D || token.first == 0x2B {
                negative = token.removeFirst() == 0x2D
                hasSign = true
            } else if !hasMark, let (length, code) = prefixMark(token) {
                token = token.dropFirst(length)
                currency = code
                hasMark = true
            } else {
                break
            }
            trim(&token)
        }
        if !hasMark, let (length, code) = suffixMark(token) {
            token = token.dropLast(length)
            currency = code
            trim(&token)
        }
        let shift = takeSmallExponent(&token)
        var amount = try number(token)
        amount.scale += shift
        guard amount.scale <= Money.maximumScale else { throw .tooManyDecimals }
        if negative { amount.units = -amount.units }
        amount.currency = currency
        return amount
    }

    private static func trim(_ token: inout ArraySlice<UInt8>) {
        while token.first == 0x20 || token.first == 0x09 { token.removeFirst() }
        while token.last == 0x20 || token.last == 0x09 { token.removeLast() }
    }

    /// ¥ (C2 A5), ￥ (EF BF A5), $ or a code of three to eight letters before the number.
    private static func prefixMark(_ token: ArraySlice<UInt8>) -> (Int, Currency?)? {
        if token.first == 0x24 { return (1, nil) }
        if token.starts(with: [0xC2, 0xA5]) { return (2, nil) }
        if token.starts(with: [0xEF, 0xBF, 0xA5]) { return (3, nil) }
        let letters = token.prefix { $0 >= 0x41 && $0 <= 0x5A }
        guard letters.count >= 3, letters.count <= 8 else { return nil }
        return (letters.count, Currency(String(decoding: letters, as: UTF8.self)))
    }

    /// 元 (E5 85 83) or a code that starts with a letter. An exponent ("1E5") is none.
    private static func suffixMark(_ token: ArraySlice<UInt8>) -> (Int, Currency?)? {
        if token.count > 3, token.suffix(3).elementsEqual([0xE5, 0x85, 0x83]) { return (3, nil) }
        guard let first = token.firstIndex(where: { $0 >= 0x41 && $0 <= 0x5A }) else { return nil }
        let code = token[first...]
        let isExponent = code.first == 0x45 && code.dropFirst().first.map { $0 <= 0x39 } ?? false
        let isCode = code.allSatisfy { ($0 >= 0x41 && $0 <= 0x5A) || ($0 >= 0x30 && $0 <= 0x39) }
        guard isCode, !isExponent, code.count >= 3, code.count <= 8 else { return nil }
        return (code.count, Currency(String(decoding: code, as: UTF8.self)))
    }

    /// "1.9E-4", as programs print amounts below a thousandth: exact, only the point is moved. A
    /// positive exponent hides digits and is no amount.
    private static func takeSmallExponent(_ token: inout ArraySlice<UInt8>) -> Int {
        guard let mark = token.lastIndex(of: 0x45), mark > token.startIndex else { return 0 }
        let exponent = token[(mark + 1)...]
        let digits = exponent.dropFirst()
        guard exponent.first == 0x2D, (1...2).contains(digits.count),
            digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
        else { return 0 }
        token = token[..<mark]
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    private static func number(_ token: ArraySlice<UInt8>) throws(AmountFault) -> PrintedAmount {
        let point = token.firstIndex(of: 0x2E) ?? token.endIndex
        var whole: [UInt8] = []
        // Oracle's default format prints ".54".
        if point > token.startIndex { try wholeDigits(token[..<point], into: &whole) }
        var decimals = point < token.endIndex ? token[(point + 1)...] : []
        let hasEmptyDecimals = point < token.endIndex && decimals.isEmpty
        guard !hasEmptyDecimals, !token.isEmpty, decimals.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
        else { throw .notANumber }
        while decimals.count > Money.maximumScale, decimals.last == 0x30 { decimals.removeLast() }
        guard decimals.count <= Money.maximumScale else { throw .tooManyDecimals }
        let significant = whole.drop { $0 == 0x30 }
        guard significant.count <= wholeDigitsLimit else { throw .overflow }
        var units: Int128 = 0
        for digit in significant { units = units * 10 + Int128(digit - 0x30) }
        for digit in decimals { units = units * 10 + Int128(digit - 0x30) }
        return PrintedAmount(units: units, scale: decimals.count)
    }

    /// Digits without commas, or with one after each group of three: "1,234", not "12,34".
    private static func wholeDigits(
        _ token: ArraySlice<UInt8>, into digits: inout [UInt8]
    ) throws(AmountFault) {
        let groups = token.split(separator: 0x2C, omittingEmptySubsequences: false)
        for (index, group) in groups.enumerated() {
            let fits =
                groups.count == 1
                ? !group.isEmpty : index == 0 ? (1...3).contains(group.count) : group.count == 3
            guard fits, group.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { throw .notANumber }
            digits.append(contentsOf: group)
        }
    }

    /// `units` at another scale; nil where digits other than zero would be lost.
    static func rescaled(_ units: Int128, from: Int, to: Int) -> Int128? {
        if from <= to { return from == to ? units : Money.raise(units, by: to - from) }
        var units = units
        for _ in 0..<(from - to) {
            let (quotient, remainder) = units.quotientAndRemainder(dividingBy: 10)
            if remainder != 0 { return nil }
            units = quotient
        }
        return units
    }
}
