package import Records
package import Statements

/// Cells of a legacy .xls: a compound file that holds a BIFF workbook.
package enum LegacySpreadsheet {
    /// The format ends at 65,536 rows of 256 columns; a full sheet of short texts takes 40 MB.
    static let byteLimit = 64 << 20

    package static func isLegacy(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: CompoundFile.signature)
    }

    /// The file with its sheets where it is a .xls, else as it came. A problem says why one that
    /// looks like a .xls could not be opened; the file must not be imported then.
    package static func withCells(
        _ file: RawFile, limits: Limits
    ) -> (file: RawFile, problem: Problem?) {
        guard file.sheets == nil, isLegacy(file.bytes) else { return (file, nil) }
        func refused(_ code: ProblemCode, _ found: String, _ expected: String) -> (
            RawFile, Problem?
        ) {
            (file, Problem(file: file.name, code: code, found: found, expected: expected))
        }
        guard file.bytes.count <= byteLimit else {
            return refused(.limitExceeded, "\(file.bytes.count)", "≤ \(byteLimit)")
        }
        let stream: [UInt8]
        do throws(CompoundFile.Failure) {
            var container = try CompoundFile(file.bytes)
            stream = try container.stream(named: ["Workbook", "Book"])
        } catch {
            switch error {
            case .damaged(let what): return refused(.badSpreadsheet, what, "[MS-CFB]")
            }
        }
        do throws(BinaryWorkbook.Failure) {
            let workbook = try BinaryWorkbook(stream, limits: limits)
            return (RawFile(name: file.name, bytes: [], sheets: workbook.sheets), nil)
        } catch {
            switch error {
            case .damaged(let what): return refused(.badSpreadsheet, what, "BIFF8 | BIFF5")
            case .encrypted: return refused(.badSpreadsheet, "FILEPASS", "BIFF8 | BIFF5")
            case .limit(let found, let limit):
                return refused(.limitExceeded, "\(found)", "≤ \(limit)")
            }
        }
    }
}
