/// The book on disk: catalogue, decisions, ledger and log in SQLite; entries in bulk in immutable
/// segments beside it (docs/book.md).
package enum StorageSQLite {}
