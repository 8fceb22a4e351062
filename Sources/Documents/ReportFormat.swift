package import Foundation
package import Reports

/// The files that a report can be had as.
package enum ReportFormat: String, Sendable {
    case csv, xlsx, pdf, json

    /// By the suffix of a file's name; nil for any other.
    package init?(path: String) {
        let suffix = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
        guard path.contains("."), let format = ReportFormat(rawValue: suffix) else { return nil }
        self = format
    }

    package var mediaType: String {
        switch self {
        case .csv: "text/csv; charset=utf-8"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .pdf: "application/pdf"
        case .json: "application/json"
        }
    }

    /// - Parameter folder: where files are made that libraries only write as such.
    package func bytes(
        of report: ReportDocument, in folder: URL = FileManager.default.temporaryDirectory
    ) throws -> [UInt8] {
        switch self {
        case .csv: return ReportCSV.bytes(report)
        case .json: return report.json.pretty()
        case .xlsx:
            return try ReportFormat.file(in: folder) { try ReportWorkbook.write(report, to: $0) }
        case .pdf:
            return try ReportFormat.file(in: folder) { try ReportPDF.write(report, to: $0) }
        }
    }

    /// The libraries write files only.
    private static func file(
        in folder: URL, _ write: (String) throws -> Void
    ) throws -> [UInt8] {
        let place = folder.appending(path: "matchbook-" + UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: place) }
        try write(place.path)
        return [UInt8](try Data(contentsOf: place))
    }
}
