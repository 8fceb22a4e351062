import Foundation
package import Matching
package import Records

/// One realistic day of a 发卡网, invented from a seed: its orders, five channels' files, and a
/// definition that reconciles them. What is planted in it is known (`expected`), so that it serves
/// as the demonstration and as a test.
package enum DemoDay {
    /// A shopping festival, 18 June; a month of the shop is written with this set day by day.
    @TaskLocal package static var day = Day(number: Day.number(year: 2026, month: 6, day: 18))
    package static let seed: UInt64 = 618
    package static let orders = 400

    /// A difference, or a trap that must not become one, and what must be said of it.
    package struct Planted: Sendable, Hashable {
        /// "alipay-doubled-fee".
        package var name: String
        /// The order's number, or the transaction's where there is no order.
        package var reference: String
        /// nil where the problem list has it instead (`problem`).
        package var entryClass: EntryClass?
        package var finding: Finding?
        package var problem: ProblemCode?
        /// The break's amount; nil where nothing is open.
        package var amount: Money?
    }

    package struct File: Sendable, Hashable {
        package var name: String
        package var bytes: [UInt8]
    }

    /// Writes the day into a directory, which is made where it is missing. Answers the names.
    @discardableResult
    package static func write(
        to directory: String, seed: UInt64 = seed, orders: Int = orders
    ) throws -> [String] {
        try FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: true)
        let folder = URL(filePath: directory, directoryHint: .isDirectory)
        let files = files(seed: seed, orders: orders)
        for file in files {
            try Data(file.bytes).write(to: folder.appending(path: file.name), options: .atomic)
        }
        return files.map(\.name)
    }

    /// The files of the day, sorted by name.
    package static func files(seed: UInt64 = seed, orders: Int = orders) -> [File] {
        let shop = DemoShop(seed: seed, orders: orders)
        return (files(of: shop) + [DemoDefinition.file]).sorted { $0.name < $1.name }
    }

    static func files(of shop: DemoShop) -> [File] {
        DemoLocalFiles.files(of: shop) + DemoAlipay.files(of: shop) + DemoWeChat.files(of: shop)
            + DemoUnionPay.files(of: shop) + DemoGateways.files(of: shop)
    }

    package static func expected(seed: UInt64 = seed, orders: Int = orders) -> [Planted] {
        DemoShop(seed: seed, orders: orders).planted
    }
}
