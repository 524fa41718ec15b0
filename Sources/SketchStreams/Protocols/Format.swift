/// A file format with its options, as a value: `.quickdraw`, `.svg(precision: 2)`. Each format declares its own.
public struct Format: Sendable, CustomStringConvertible {
    package let base: any SketchFormat

    package init(_ base: any SketchFormat) { self.base = base }

    /// What the command calls it: `svg`.
    public var name: String { base.name }
    public var description: String { name }
}
