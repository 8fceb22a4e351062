import Testing

@testable import Engine

@Suite struct FilePathTests {
    @Test(
        "relative paths",
        arguments: [
            ("/a/b/c.csv", "/a/b", "c.csv"), ("/a/b/c.csv", "/a/d", "../b/c.csv"),
            ("/a/b/c.csv", "/a", "b/c.csv"), ("/a/./x/../b.csv", "/a", "b.csv"),
            ("/x/b.csv", "/a/b", "/x/b.csv"),
        ])
    func relative(path: String, folder: String, relative: String) {
        #expect(FilePath.relative(path, from: folder) == relative)
    }

    @Test("files of one name are told apart by their folders")
    func displayNames() {
        let names = FilePath.displayNames(["/a/x/bill.csv", "/a/y/bill.csv", "/a/z/other.csv"])
        #expect(names["/a/x/bill.csv"] == "x/bill.csv")
        #expect(names["/a/y/bill.csv"] == "y/bill.csv")
        #expect(names["/a/z/other.csv"] == "other.csv")
    }

    @Test("folders and patterns become sorted files, each once")
    func expand() throws {
        try TemporaryFolder.with { folder in
            for name in ["b.csv", "a.csv", ".hidden", "act=[1].json"] {
                try folder.write(name, "x")
            }
            let expanded = try FilePath.expand(
                ["*.csv", ".", "act=[1].json"], relativeTo: folder.path)
            #expect(expanded.map { FilePath.name($0) } == ["a.csv", "act=[1].json", "b.csv"])
            #expect(throws: EngineError.self) {
                try FilePath.expand(["none-*.csv"], relativeTo: folder.path)
            }
        }
    }
}
