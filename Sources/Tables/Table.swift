/// Typed columns that remember where each cell came from.
public struct Table: Sendable {}
