import Records

/// A spreadsheet's day number as the text its owner sees: "2026-06-01 10:00:00".
enum SerialDate {
    /// Day 60 of the 1900 epoch is a 29 February that never was; both epochs are counted as days
    /// since 1970 here.
    private static let epoch1900 = -25_569
    private static let epoch1904 = -24_107
    /// 9999-12-31 in the 1900 epoch.
    private static let lastDay = 2_958_465.0

    static func text(_ serial: Double, epochIs1904: Bool) -> String {
        guard serial >= 0, serial < lastDay else { return NumberText.shortest(serial) }
        let seconds = Int((serial * 86_400).rounded())
        let day = seconds / 86_400 + (epochIs1904 ? epoch1904 : epoch1900)
        let time = seconds % 86_400
        let clock = "\(pad(time / 3600)):\(pad(time / 60 % 60)):\(pad(time % 60))"
        if seconds < 86_400 { return clock }
        let date = "\(Day(number: Int32(day)))"
        return time == 0 ? date : "\(date) \(clock)"
    }

    private static func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
