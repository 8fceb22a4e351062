package import Records

extension Book {
    /// The definition that holds; an empty one where nothing was imported yet.
    package func definition() throws(EngineError) -> Definition {
        try BookSources(try store.definition()).definition
    }

    package func figures(_ days: ClosedRange<Day>) throws(EngineError) -> BookFigures {
        try BookGround(self).figures(days, self)
    }
}
