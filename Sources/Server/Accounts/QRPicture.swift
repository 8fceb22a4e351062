import CQREncode

/// A QR code as the path of an SVG: one square for each dark module.
struct QRPicture: Sendable {
    /// Modules of a side, with the quiet zone around.
    var size: Int
    var path: String

    /// Four modules of quiet are what the standard asks for.
    private static let quiet = 4

    /// Nil where the text does not fit (2,331 bytes at this level of correction).
    init?(_ text: String) {
        guard let code = unsafe QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1) else {
            return nil
        }
        defer { unsafe QRcode_free(code) }
        let width = unsafe Int(code.pointee.width)
        size = width + 2 * QRPicture.quiet
        path = ""
        for row in 0..<width {
            for column in 0..<width where unsafe code.pointee.data[row * width + column] & 1 == 1 {
                path += "M\(column + QRPicture.quiet) \(row + QRPicture.quiet)h1v1h-1z"
            }
        }
    }
}
