
/// A pure, deterministic function from sets of entries and a definition to matches, breaks, a
/// statement, and an explanation for each.
///
/// - `reconcile(_:_:)`: one leg. Same sets in, same outcome out, whatever the order of inputs.
/// - `compare(left:right:…)`: the field-by-field explanation of any pair, computed when asked for.
package enum Matching {
}
