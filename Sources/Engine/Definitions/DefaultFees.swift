import Matching
import Records

/// The published default prices: they give way to the rate that most rows of a file show.
enum DefaultFees {
    static let schedules: [FeeSchedule] = ["alipay", "wechat"].map { channel in
        var schedule = FeeSchedule(channel: channel)
        // 0.6 % of what is settled, half up to the fen (docs/formats).
        schedule.rateMillionths = 6_000
        schedule.rounding = .halfUp
        schedule.isDefault = true
        return schedule
    }
}
