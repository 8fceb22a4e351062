import CExpat
import Records

/// expat with the doors shut: no document type (hence no entities), a depth, a size.
@safe
final class XMLReader {
    private let parser: OpaquePointer
    private let handler: any XMLHandler
    private let depthLimit: Int
    private let byteLimit: Int
    /// A tag or comment is held until it ends, and expat begins anew with every piece: without a
    /// limit one endless tag would cost the square of its length (CVE-2023-52425).
    private let tokenLimit: Int
    private var depth = 0
    private var byteCount = 0
    private(set) var fault: ContainerFault?

    init(handler: any XMLHandler, limits: Limits) throws(ContainerFault) {
        guard let parser = unsafe XML_ParserCreate(nil) else { throw .spreadsheet("expat") }
        unsafe self.parser = parser
        self.handler = handler
        depthLimit = limits.xmlDepth
        byteLimit = limits.sheetXMLBytes
        tokenLimit = limits.lineBytes + ZipArchive.pieceBytes
        // The parser never outlives `self`, which frees it.
        unsafe XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        unsafe XML_SetElementHandler(
            parser,
            { user, name, attributes in
                guard let reader = unsafe XMLReader.from(user), let name = unsafe name else {
                    return
                }
                unsafe reader.start(XMLReader.localName(name), XMLAttributes(attributes))
            },
            { user, name in
                guard let reader = unsafe XMLReader.from(user), let name = unsafe name else {
                    return
                }
                unsafe reader.end(XMLReader.localName(name))
            })
        unsafe XML_SetCharacterDataHandler(parser) { user, text, count in
            guard let reader = unsafe XMLReader.from(user), let text = unsafe text else { return }
            unsafe reader.text(UnsafeBufferPointer(start: text, count: Int(count)))
        }
        unsafe XML_SetStartDoctypeDeclHandler(parser) { user, _, _, _, _ in
            unsafe XMLReader.from(user)?.stop(
                .spreadsheet("<!DOCTYPE", expected: "no document type"))
        }
    }

    deinit { unsafe XML_ParserFree(parser) }

    private static func from(_ user: UnsafeMutableRawPointer?) -> XMLReader? {
        unsafe user.map { unsafe Unmanaged<XMLReader>.fromOpaque($0).takeUnretainedValue() }
    }

    /// The name behind the prefix.
    static func localName(_ name: UnsafePointer<CChar>) -> String {
        var start = unsafe name
        var next = unsafe name
        while unsafe next.pointee != 0 {
            unsafe next += 1
            if unsafe next[-1] == 0x3A { unsafe start = next }
        }
        return unsafe String(cString: start)
    }

    /// Feeds the next piece; false where nothing more is wanted.
    func feed(_ bytes: Span<UInt8>, isLast: Bool = false) -> Bool {
        byteCount += bytes.count
        if byteCount > byteLimit { stop(.limit("> \(byteLimit)", byteLimit, "bytes")) }
        guard fault == nil else { return false }
        let status = unsafe bytes.withUnsafeBytes { piece in
            unsafe XML_Parse(
                parser, piece.baseAddress?.assumingMemoryBound(to: CChar.self),
                Int32(piece.count), isLast ? 1 : 0)
        }
        if status != XML_STATUS_OK, fault == nil {
            let error = unsafe XML_GetErrorCode(parser)
            let message = unsafe XML_ErrorString(error).map { unsafe String(cString: $0) } ?? ""
            let line = unsafe XML_GetCurrentLineNumber(parser)
            fault = .spreadsheet("XML \(line): \(message)")
        }
        let pending = byteCount - Int(unsafe XML_GetCurrentByteIndex(parser))
        if pending > tokenLimit { stop(.limit("> \(tokenLimit)", tokenLimit, "bytes")) }
        return fault == nil
    }

    func finish() throws(ContainerFault) {
        let nothing: [UInt8] = []
        _ = feed(nothing.span, isLast: true)
        if let fault { throw fault }
    }

    private func start(_ name: String, _ attributes: borrowing XMLAttributes) {
        guard fault == nil else { return }
        depth += 1
        guard depth <= depthLimit else {
            stop(.limit("> \(depthLimit)", depthLimit, "XML elements deep"))
            return
        }
        do throws(ContainerFault) { try handler.start(name, attributes) } catch { stop(error) }
    }

    private func end(_ name: String) {
        guard fault == nil else { return }
        depth -= 1
        do throws(ContainerFault) { try handler.end(name) } catch { stop(error) }
    }

    private func text(_ characters: UnsafeBufferPointer<CChar>) {
        guard fault == nil, handler.wantsText else { return }
        unsafe characters.withMemoryRebound(to: UInt8.self) { bytes in
            do throws(ContainerFault) {
                try handler.text(unsafe bytes.span)
            } catch {
                stop(error)
            }
        }
    }

    private func stop(_ fault: ContainerFault) {
        self.fault = self.fault ?? fault
        unsafe _ = XML_StopParser(parser, XML_Bool(XML_FALSE))
    }
}
