import Records

/// What a time field says, before the zone is applied.
struct PrintedTime: Equatable {
    var year = 0
    var month = 0
    var day = 0
    /// −1 where only a day is written.
    var hour = -1
    var minute = 0
    var second = 0
    var microsecond = 0
    /// Seconds east of UTC, where the text says so.
    var offset: Int?
    /// A count since 1970 in microseconds of UTC; the other parts are unset then.
    var epoch: Int64?
    /// The year is not written.
    var isYearless = false
}
