package import SketchModel

/// What is wrong with a file of arrays, and at which byte.
package struct ArrayFault: Error {
    package var reason: any FaultReason
    /// The byte, counted in the member if there is one and in the file otherwise; `nil` for the whole file or member.
    package var offset: Int?

    package init(_ reason: any FaultReason, at offset: Int? = nil) {
        self.reason = reason
        self.offset = offset
    }

    init(_ reason: ArrayFileError, at offset: Int? = nil) {
        self.reason = reason
        self.offset = offset
    }
}
