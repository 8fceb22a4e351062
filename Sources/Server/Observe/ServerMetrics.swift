import Synchronization

/// What the server counts, in the words of Prometheus.
final class ServerMetrics: Sendable {
    private struct Key: Hashable {
        var method: String
        var route: String
        var status: Int
    }

    private struct Durations {
        var buckets = [Int](repeating: 0, count: ServerMetrics.bounds.count + 1)
        var sum: Duration = .zero
    }

    private struct State {
        var counts: [Key: Int] = [:]
        var durations: [String: Durations] = [:]
        var inFlight = 0
        var listeners = 0
    }

    /// Milliseconds.
    private static let bounds = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 10_000]
    private let state = Mutex(State())

    func begin() { state.withLock { $0.inFlight += 1 } }

    /// `route` is the pattern, never what somebody typed: there are as many as there are routes.
    func end(method: String, route: String, status: Int, after duration: Duration) {
        let milliseconds = Int(duration / .milliseconds(1))
        let place = ServerMetrics.bounds.firstIndex { milliseconds < $0 }
        state.withLock { state in
            state.inFlight -= 1
            state.counts[Key(method: method, route: route, status: status), default: 0] += 1
            state.durations[route, default: Durations()].buckets[
                place ?? ServerMetrics.bounds.count] += 1
            state.durations[route, default: Durations()].sum += duration
        }
    }

    func listeners(_ change: Int) { state.withLock { $0.listeners += change } }

    /// Figures of the book are the caller's.
    func text(further: [(name: String, help: String, value: Int)]) -> String {
        let (counts, durations, inFlight, listeners) = state.withLock {
            ($0.counts, $0.durations, $0.inFlight, $0.listeners)
        }
        var out = "# HELP matchbook_http_requests_total Requests that were answered.\n"
        out += "# TYPE matchbook_http_requests_total counter\n"
        let sorted = counts.sorted {
            ($0.key.route, $0.key.method, $0.key.status)
                < ($1.key.route, $1.key.method, $1.key.status)
        }
        for (key, count) in sorted {
            out += "matchbook_http_requests_total{method=\"\(key.method)\",route=\"\(key.route)\","
            out += "status=\"\(key.status)\"} \(count)\n"
        }
        out += "# HELP matchbook_http_request_duration_seconds Time until the answer's head.\n"
        out += "# TYPE matchbook_http_request_duration_seconds histogram\n"
        for (route, own) in durations.sorted(by: { $0.key < $1.key }) {
            out += ServerMetrics.text(route, own)
        }
        let gauges =
            [
                ("matchbook_http_requests_in_flight", "Requests being answered.", inFlight),
                ("matchbook_event_listeners", "Open event streams.", listeners),
            ] + further.map { ($0.name, $0.help, $0.value) }
        for (name, help, value) in gauges {
            out += "# HELP \(name) \(help)\n# TYPE \(name) gauge\n\(name) \(value)\n"
        }
        return out
    }

    private static func text(_ route: String, _ own: Durations) -> String {
        let name = "matchbook_http_request_duration_seconds"
        var out = ""
        var sum = 0
        for (bound, count) in zip(bounds, own.buckets) {
            sum += count
            out += "\(name)_bucket{route=\"\(route)\",le=\"\(seconds(bound))\"} \(sum)\n"
        }
        sum += own.buckets[bounds.count]
        out += "\(name)_bucket{route=\"\(route)\",le=\"+Inf\"} \(sum)\n"
        let total = Int(own.sum / .milliseconds(1))
        out += "\(name)_sum{route=\"\(route)\"} \(seconds(total))\n"
        return out + "\(name)_count{route=\"\(route)\"} \(sum)\n"
    }

    /// 2500 reads "2.5".
    private static func seconds(_ milliseconds: Int) -> String {
        let rest = String(milliseconds % 1000 + 1000).dropFirst()
        return "\(milliseconds / 1000).\(rest)"
    }
}
