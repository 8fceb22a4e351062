import Matching
import Records

/// A definition and what history offers to change in it, lesson by lesson.
struct DefinitionLesson {
    private(set) var definition: Definition
    private(set) var offers: [BookLessons.Offer] = []
    private let calendars: [BusinessCalendar]

    init(_ definition: Definition, calendars: [BusinessCalendar]) {
        self.definition = definition
        self.calendars = calendars
    }

    mutating func take(_ lessons: LegLessons) {
        guard let place = definition.legs.firstIndex(where: { $0.name == lessons.leg }) else {
            return
        }
        takeLags(lessons, place)
        takeSettlement(lessons, place)
        takeDifferences(lessons, place)
        takeFees(lessons.fees)
    }

    private mutating func offer(
        _ leg: String, _ rule: String, _ present: String, _ offered: String, _ agree: Int,
        _ of: Int
    ) {
        offers.append(
            BookLessons.Offer(
                leg: leg, rule: rule, present: present, offered: offered, agree: agree, of: of))
    }

    /// Windows that are stated, and are not what the pairs with keys would need.
    private mutating func takeLags(_ lessons: LegLessons, _ place: Int) {
        let lags = lessons.lags
        guard let window = lags.window else { return }
        let agree = lags.pairs - lags.outside
        // A window without any width matches nothing.
        let after = max(60, window.after)
        if let late = definition.legs[place].lateAfterSeconds, late != after {
            definition.legs[place].lateAfterSeconds = after
            offer(
                lessons.leg, "lateAfter", Duration.text(late), Duration.text(after), agree,
                lags.pairs)
        }
        for index in definition.legs[place].passes.indices {
            let pass = definition.legs[place].passes[index]
            switch pass.method {
            case .window(var rule) where !rule.usesPaymentWindow:
                let before = -window.before
                let path = "passes[\(pass.name)].window"
                if rule.beforeSeconds != before {
                    offer(
                        lessons.leg, path + ".before", Duration.text(-rule.beforeSeconds),
                        Duration.text(window.before), agree, lags.pairs)
                }
                if rule.afterSeconds != after {
                    offer(
                        lessons.leg, path + ".after", Duration.text(rule.afterSeconds),
                        Duration.text(after), agree, lags.pairs)
                }
                (rule.beforeSeconds, rule.afterSeconds) = (before, after)
                definition.legs[place].passes[index].method = .window(rule)
            case .scored(var rule):
                let path = "passes[\(pass.name)].scored"
                if rule.beforeSeconds != window.before {
                    offer(
                        lessons.leg, path + ".before", Duration.text(rule.beforeSeconds),
                        Duration.text(window.before), agree, lags.pairs)
                }
                if rule.afterSeconds != after {
                    offer(
                        lessons.leg, path + ".after", Duration.text(rule.afterSeconds),
                        Duration.text(after), agree, lags.pairs)
                }
                (rule.beforeSeconds, rule.afterSeconds) = (window.before, after)
                definition.legs[place].passes[index].method = .scored(rule)
            default: continue
            }
        }
    }

    /// A leg that the definition has.
    func passes(ofLeg name: String) -> [Pass] {
        definition.legs.first { $0.name == name }?.passes ?? []
    }

    /// Of what history knows, held out and not learnt from: how much of it is as it is said.
    mutating func takeCalibrations(_ lessons: LegLessons) {
        guard let place = definition.legs.firstIndex(where: { $0.name == lessons.leg }) else {
            return
        }
        for one in lessons.scored {
            guard let learnt = one.lesson.calibration,
                let index = definition.legs[place].passes.firstIndex(where: {
                    $0.name == one.pass
                }),
                case .scored(var rule) = definition.legs[place].passes[index].method,
                rule.calibration != learnt
            else { continue }
            let cases = one.lesson.after.cases
            offer(
                lessons.leg, "passes[\(one.pass)].scored.calibration",
                rule.calibration.map { BookLessons.calibration($0) } ?? "",
                BookLessons.calibration(learnt),
                cases - cases * one.lesson.after.offMillionths / 1_000_000, cases)
            rule.calibration = learnt
            definition.legs[place].passes[index].method = .scored(rule)
        }
    }

    private mutating func takeSettlement(_ lessons: LegLessons, _ place: Int) {
        let found = lessons.settlement
        guard let lag = found.lag, !lag.isNone else { return }
        let present =
            definition.legs[place].expectedWithin
            ?? definition.settlementLag(of: definition.legs[place].right)
        let agree = found.pairs - found.later
        if lag.businessDays > 0, definition.calendar?.name != found.calendar,
            let calendar = calendars.first(where: { $0.name == found.calendar })
        {
            offer(
                "", "calendar", definition.calendar?.name ?? "", calendar.name, agree, found.pairs)
            definition.calendar = calendar
        }
        guard present != lag else { return }
        definition.legs[place].expectedWithin = lag
        offer(
            lessons.leg, "expectedWithin", present.isNone ? "" : LagText.text(present),
            LagText.text(lag), agree, found.pairs)
    }

    private mutating func takeDifferences(_ lessons: LegLessons, _ place: Int) {
        let found = lessons.differences
        guard let units = found.tolerance else { return }
        for index in definition.legs[place].passes.indices {
            let pass = definition.legs[place].passes[index]
            guard case .tolerance(let key, var amount) = pass.method else { continue }
            let own = Money.raise(
                Int128(amount.absoluteUnits), by: max(0, found.scale - amount.absoluteScale))
            guard amount.absoluteScale <= found.scale, own < Int128(units) else { continue }
            let present = BookLessons.amount(amount.absoluteUnits, amount.absoluteScale)
            (amount.absoluteUnits, amount.absoluteScale) = (units, found.scale)
            definition.legs[place].passes[index].method = .tolerance(key, amount)
            offer(
                lessons.leg, "passes[\(pass.name)].tolerance.amount", present,
                BookLessons.amount(units, found.scale), found.allowed,
                found.pairs - found.equal)
        }
    }

    /// One schedule for a channel whose products all cost the same.
    private mutating func takeFees(_ fees: [LearntFee]) {
        let channels = Dictionary(grouping: fees.filter { $0.schedule != nil }, by: \.channel)
        for (channel, own) in channels.sorted(by: { $0.key < $1.key }) where !channel.isEmpty {
            var prices = own.map { fee in
                var schedule = fee.schedule!
                schedule.product = ""
                return (schedule: schedule, fee: fee)
            }
            if Set(prices.map(\.schedule)).count > 1 {
                for place in prices.indices {
                    prices[place].schedule.product = prices[place].fee.product
                }
                for price in prices { takeFee(price.schedule, [price.fee]) }
            } else {
                takeFee(prices[0].schedule, own)
            }
        }
    }

    private mutating func takeFee(_ schedule: FeeSchedule, _ fees: [LearntFee]) {
        let known = definition.feeSchedules.firstIndex {
            $0.channel == schedule.channel && $0.product == schedule.product && $0.from == nil
                && $0.to == nil
        }
        var learnt = schedule
        var price = ""
        if let known {
            let present = definition.feeSchedules[known]
            price = DefinitionText.schedule(present)
            learnt.refunds = present.refunds
            learnt.toleranceUnits = present.toleranceUnits
            // Which way an even half goes is not worth a change.
            let isSame =
                present.rateMillionths == learnt.rateMillionths
                && present.flatUnits == learnt.flatUnits && present.scale == learnt.scale
                && present.minimumUnits == learnt.minimumUnits
                && present.maximumUnits == learnt.maximumUnits
            if isSame { return }
            definition.feeSchedules[known] = learnt
        } else {
            definition.feeSchedules.append(learnt)
        }
        let name = [learnt.channel, learnt.product].filter { !$0.isEmpty }.joined(separator: " ")
        offer(
            "", "feeSchedules[\(name)]", price, DefinitionText.schedule(learnt),
            fees.reduce(0) { $0 + $1.explained }, fees.reduce(0) { $0 + $1.rows })
    }
}
