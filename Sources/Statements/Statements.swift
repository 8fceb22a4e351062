import Records

/// Bytes of a statement file → entries and problems, in the dialect it was told or identified.
///
/// `identify` says who claims a file, `read` reads it, `members` opens archives. All are pure.
package enum Statements {
}
