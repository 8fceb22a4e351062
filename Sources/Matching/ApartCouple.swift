package import Records

/// Two entries that somebody said do not belong together, by identity: no pass joins them.
package struct ApartCouple: Sendable, Hashable {
    package var left: Hash128
    package var right: Hash128

    package init(left: Hash128, right: Hash128) {
        self.left = left
        self.right = right
    }
}
