import Records

extension Plan {
    /// A class, because it is wide and looked at for every row: a copy counts fifty references.
    /// It is not changed once the plan is built.
    final class Rule {
        var conditions: [Condition] = []
        /// The same, of `conditionLists`; −1: none.
        var list = -1
        var kind = EntryKind.payment
        var kindColumn = -1
        var kindMap = WordMap<EntryKind>([:], encoding: .utf8)
        var kindOtherwise = false
        /// A status is asked for; a column that is absent reads as the empty word.
        var hasStatus = false
        var statusColumn = -1
        var statusMap = WordMap<EntryStatus>([:], encoding: .utf8)
        var statusOtherwise: EntryStatus?
        var gross: MoneyField?
        var discount: MoneyField?
        var fee: MoneyField?
        var asked: MoneyField?
        var settled: MoneyField?
        var original: MoneyField?
        var balance: MoneyField?
        var currencyColumn = -1
        var currency: Currency
        var hasOwnCurrency = false
        var feeRateColumn = -1
        var orderReference = Reference()
        var channelReference = Reference()
        var refundReference = Reference()
        var batchReference = Reference()
        var bankReference = Reference()
        var chainReference = Reference()
        var chainAddress = Reference()
        var occurredAt: [Time] = []
        var createdAt: [Time] = []
        var expiresAt: [Time] = []
        var deliveredAt: [Time] = []
        var bookedOn: [Time] = []
        var valueOn: [Time] = []
        /// Columns of times besides `occurredAt`, and of amounts besides gross, discount and fee:
        /// most rules have none.
        private(set) var hasOtherTimes = false
        private(set) var hasOtherAmounts = false
        var channelColumn = -1
        var productColumn = -1
        var shopColumn = -1
        var deliveryColumn = -1
        var deliveryMap = WordMap<DeliveryStatus>([:], encoding: .utf8)
        var secretColumn = -1
        var apologies = WordList([])
        var counterpartyColumn = -1
        var memoColumn = -1
        var identity: [Int] = []
        var identityCounts = false
        var guards: [Guard] = []

        init(currency: Currency) { self.currency = currency }

        /// Called once, when all parts are known.
        func findParts() {
            hasOtherTimes = !(expiresAt + deliveredAt + bookedOn + valueOn).isEmpty
            hasOtherAmounts = [asked, settled, original, balance].contains { $0 != nil }
        }
    }
}
