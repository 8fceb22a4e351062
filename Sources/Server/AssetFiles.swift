import Engine
import HTTPTypes
import Hummingbird

/// Style sheets and scripts: our own from inside the program, those of others from a folder that
/// `make web-assets` fills. Their addresses bear their digest, so that browsers keep them for good.
struct AssetFiles: Sendable {
    struct File: Sendable {
        var bytes: [UInt8]
        var type: String
        var digest: String
    }

    private(set) var files: [String: File] = [:]

    private static let types = [
        ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
        ".svg": "image/svg+xml",
    ]
    /// The largest script of others (ECharts) has 1.1 MB.
    private static let limitBytes = 8 << 20
    /// Scripts of others that pages may ask for.
    static let vendorNames = ["echarts.min.js", "htmx.min.js"]

    init(vendorFolder: String?) throws {
        for (suffix, type) in AssetFiles.types {
            for (name, bytes) in BuiltinText.bytes(in: "web/static", suffix: suffix) {
                add(name + suffix, bytes, type)
            }
        }
        guard let vendorFolder else { return }
        for name in AssetFiles.vendorNames where SystemFile.exists(vendorFolder + "/" + name) {
            let bytes = try SystemFile.read(
                vendorFolder + "/" + name, limit: AssetFiles.limitBytes)
            add(name, bytes, AssetFiles.types[".js"]!)
        }
    }

    private mutating func add(_ name: String, _ bytes: [UInt8], _ type: String) {
        files[name] = File(bytes: bytes, type: type, digest: Digest.sha256(bytes))
    }

    /// "/static/matchbook.css?v=1f2e3d4c"; nil where it is not installed.
    func address(_ name: String) -> String? {
        files[name].map { "/static/\(name)?v=\($0.digest.prefix(12))" }
    }

    func register(on router: Router<PageContext>) {
        let files = files
        router.get("static/{name}") { request, context -> Response in
            guard let file = files[context.parameters.get("name") ?? ""] else {
                throw HTTPError(.notFound)
            }
            let tag = "\"\(file.digest.prefix(32))\""
            var headers: HTTPFields = [.contentType: file.type, .eTag: tag]
            headers[.cacheControl] = "public, max-age=31536000, immutable"
            if request.headers[.ifNoneMatch] == tag {
                return Response(status: .notModified, headers: headers)
            }
            return Response(
                status: .ok, headers: headers, body: .init(byteBuffer: .init(bytes: file.bytes)))
        }
    }
}
