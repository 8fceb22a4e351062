/// The vocabulary of the house: exact money, days and zones, the normalised entry and its columns.
///
/// - `Currency`, `Money`, `Rounding`: integer minor units with a stated scale; never floating
/// point.
/// - `Day`, `Instant`, `ZoneRules`: civil days and microseconds of UTC; zone rules are handed in.
/// - `EntryTable`: one statement file as columns; `EntryDraft` is one row on its way in,
///   `Entry` one row on its way out.
/// - `Problem`: what is wrong with a place in a file. `Hash128`: content-derived identity.
public enum Records {
    /// The version of the program, written into every manifest.
    public static let programVersion = "0.1.0"
}
