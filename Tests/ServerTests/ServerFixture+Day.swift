import Engine
import Foundation
import Records

@testable import Server

extension ServerFixture {
    /// A day with one order paid, one paid in two pieces under other numbers, and one not at all.
    static let orders = """
        order_id,amount,currency,status,created_at,channel
        A1,10.00,CNY,paid,2026-06-01 10:00:00,alipay
        A2,30.00,CNY,paid,2026-06-01 11:00:00,alipay
        A3,5.00,CNY,paid,2026-06-01 12:00:00,alipay

        """
    static let payments = """
        payment_id,merchant_order_id,type,payer,amount,fee,currency,status,paid_at,channel
        P1,A1,SALE,u1,10.00,0.06,CNY,SUCCESS,2026-06-01 10:01:00,alipay
        P2,X2,SALE,u2,20.00,0.12,CNY,SUCCESS,2026-06-01 11:01:00,alipay
        P3,X3,SALE,u2,10.00,0.06,CNY,SUCCESS,2026-06-01 11:02:00,alipay

        """

    /// Imports files and reconciles; the ids of what is open now, by reference.
    @discardableResult
    func reconcile(_ files: [String: String]) async throws -> [String: String] {
        let inbox = folder + "-inbox"
        try FileManager.default.createDirectory(
            atPath: inbox, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: inbox) }
        for (name, text) in files.sorted(by: { $0.key < $1.key }) {
            try Data(text.utf8).write(to: URL(filePath: inbox + "/" + name))
        }
        let names = files.keys.sorted()
        return try await server.desk.write(as: "anna") { book in
            for name in names {
                _ = try await BookImport(book).importFile(inbox + "/" + name)
            }
            let plan = try await BookRun(book, through: nil).plan()
            try plan.run.commit(plan)
            let open = try book.store.breaks(BreakFilter())
            return Dictionary(
                open.map { ($0.reference, $0.id.hex) }, uniquingKeysWith: { first, _ in first })
        }
    }

    @discardableResult
    func day() async throws -> [String: String] {
        try await reconcile(["orders.csv": Self.orders, "payments.csv": Self.payments])
    }
}
