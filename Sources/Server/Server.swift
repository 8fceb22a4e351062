/// The book on a page, and for programs (docs/server.md, docs/api.md).
///
/// - `BookServer`: what listens, what answers, how it ends.
/// - `BookDesk`: the one place where requests come to the book – readers beside each other, writers
///   one after the other.
/// - `Access/`: who asks and what they may do, decided in one place for every route.
/// - `Accounts/`: passwords, second factors, links, sessions, tokens.
/// - `API/`: one table of operations, from which routes, checks and the OpenAPI document come.
/// - `Pages/`: what each page shows (`…Page`), put into the templates of `BuiltinFiles/files/web`.
/// - `Live/`: streams of events for pages that follow the book.
/// - `Webhooks/`: what is told to other systems, signed, until it is taken.
/// - `Observe/`: logs, metrics, the record of who looked at what.
///
/// No rule of the business stands here: pages ask the Engine and show what it answers.
package enum Server {}
