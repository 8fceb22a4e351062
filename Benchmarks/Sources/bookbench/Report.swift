/// One line of JSON per measurement.
enum Report {
    static func line(_ what: String, _ facts: [(String, String)]) {
        let memory = [
            ("peak_kilobytes", "\(Usage.kilobytes("VmHWM"))"),
            ("anonymous_kilobytes", "\(Usage.kilobytes("RssAnon"))"),
        ]
        let parts = (facts + memory).map { "\"\($0.0)\": \($0.1)" }
        print("{\"measured\": \"\(what)\", \(parts.joined(separator: ", "))}")
    }

    /// Of single look-ups.
    static func times(_ what: String, _ times: [Usage], _ facts: [(String, String)]) {
        let wall = times.map { $0.wallSeconds * 1e6 }.sorted()
        let cpu = times.map { $0.cpuSeconds * 1e6 }.sorted()
        func place(_ share: Int) -> Int { min(wall.count - 1, wall.count * share / 100) }
        line(
            what,
            facts + [
                ("p50_microseconds", decimals(wall[place(50)])),
                ("p99_microseconds", decimals(wall[place(99)])),
                ("worst_microseconds", decimals(wall[wall.count - 1])),
                ("p50_cpu_microseconds", decimals(cpu[place(50)])),
                ("p99_cpu_microseconds", decimals(cpu[place(99)])),
            ])
    }

    static func decimals(_ value: Double) -> String { "\((value * 1000).rounded() / 1000)" }
}
