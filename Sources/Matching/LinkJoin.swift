import Records

extension LegWork {
    /// Tells each order what its link sources say: the asked amount, the payment window, whether a
    /// callback says paid. The smallest link by time, then identity, speaks first.
    mutating func joinLinks() {
        guard links.count > 0 else { return }
        linksInOrder = links.order.sorted(Array(0..<Int32(links.count)))
        var facts: [LinkFacts] = []
        var factOf: [Int32] = Array(repeating: -1, count: left.count)
        let orders = ReferenceIndex(.order, left, group: .sale)
        for link in linksInOrder {
            let index = Int(link)
            let reference = links.reference(.order, index)
            guard !reference.isEmpty,
                let order = orders.find(reference, in: links.places.box(index), left)
            else { continue }
            linkOutcome.partner[index] = order
            if factOf[Int(order)] < 0 {
                factOf[Int(order)] = Int32(facts.count)
                facts.append(LinkFacts(link: link))
            }
            let at = Int(factOf[Int(order)])
            facts[at] = told(index, facts[at])
        }
        judge = judge.knowing(facts, factOf)
    }

    /// What was known of an order, and what one link adds to it.
    private mutating func told(_ link: Int, _ known: LinkFacts) -> LinkFacts {
        var facts = known
        let row = links.places.row(link)
        let box = links.places.box(link)
        if facts.asked == AmountColumn.absent, let asked = box.table.asked(ofRow: row) {
            facts.asked = asked.rescaled(to: scale).units
            facts.askedCurrency = currencyCode(asked.currency)
        }
        let created = box.table.createdAt[row]
        if facts.windowStart == EntryTable.noTime, created != EntryTable.noTime {
            facts.windowStart = created
        }
        let expires = box.table.expiresAt[row]
        if facts.windowEnd == EntryTable.noTime, expires != EntryTable.noTime {
            facts.windowEnd = expires
        }
        if links.status[link].movedMoney { facts.saysPaid = true }
        return facts
    }

    /// What became of callbacks and gateway lists: joined, repeated, or speaking of nothing known.
    mutating func classifyLinks() {
        var seen: Set<Hash128> = []
        for link in linksInOrder {
            let index = Int(link)
            let hasMoved = links.status[index].movedMoney
            var findings = Findings()
            if !seen.insert(links.identity[index]).inserted {
                findings.insert(.duplicateNotification)
                linkOutcome.classes[index] = .ignored
            } else {
                if linkOutcome.partner[index] >= 0 {
                    linkOutcome.classes[index] = hasMoved ? .matched : .ignored
                    findings.insert(hasMoved ? .linkOnly : .unpaid)
                } else {
                    linkOutcome.classes[index] = .ignored
                    findings.insert(.linkOnly)
                    findings.insert(.orderMissing)
                }
            }
            linkOutcome.findings[index] = findings
        }
    }
}
