/// The book on a page (docs/pages.md).
///
/// - `BookServer`: what listens, what answers, how it ends.
/// - `BookDesk`: the one place where requests come to the book – readers beside each other, writers
///   one after the other.
/// - `Pages/`: what each page shows (`…Page`), put into the templates of `BuiltinFiles/files/web`.
///
/// No rule of the business stands here: pages ask the Engine and show what it answers.
package enum Server {}
