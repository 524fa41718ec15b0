package import SketchModel

/// A file that was read as a whole, with the places of its sketches: its pages, or the items of a library.
package protocol SketchDocument {
    /// The byte of the file at which each sketch begins, in their order.
    var pages: [Int] { get }

    /// Fills `sketch`, which is empty, with the page of that number from 0.
    /// - Throws: `DocumentFault`; the other pages can still be read.
    func read(_ page: Int, into sketch: inout Sketch, notes: inout DocumentNotes) throws(DocumentFault)
}

/// Why a document, or one of its sketches, can't be read, and the byte of the file that it concerns.
package struct DocumentFault: Error {
    package var reason: any FaultReason
    package var offset: Int

    package init(_ reason: any FaultReason, at offset: Int) { (self.reason, self.offset) = (reason, offset) }
}

/// What reading a page has to report.
package struct DocumentNotes {
    package var losses = LossReport()
    /// What is odd and didn't prevent reading, with the byte of the file.
    package var warnings: [(text: String, offset: Int)] = []

    package init() {}

    package mutating func warn(_ text: String, at offset: Int) { warnings.append((text, offset)) }
}
