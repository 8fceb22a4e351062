import Engine
import Glibc

/// Where the scripts of others lie: `make web-assets` puts them beside the build, a package into
/// share/.
enum AssetFolder {
    static var found: String? {
        if let named = unsafe getenv("MATCHBOOK_ASSETS") { return unsafe String(cString: named) }
        let program = folder(of: "/proc/self/exe")
        let places = ["/web", "/../share/matchbook/web", "/../../web", "/../web"]
        return places.map { program + $0 }.first { SystemFile.exists($0 + "/echarts.min.js") }
    }

    private static func folder(of link: String) -> String {
        guard let path = unsafe realpath(link, nil) else { return "." }
        defer { unsafe free(path) }
        return FilePath.folder(unsafe String(cString: path))
    }
}
