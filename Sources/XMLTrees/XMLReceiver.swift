/// Takes a document's parts in their order.
package protocol XMLReceiver: AnyObject {
    /// Whether it has seen enough; parsing then ends.
    var isStopped: Bool { get }
    /// Whether it needs the text of the current element.
    var wantsText: Bool { get }
    /// Takes a namespace declaration of the element that is about to begin: `xmlns` or `xmlns:prefix`. Never called if
    /// the parser resolves namespaces.
    func declareNamespace(_ attribute: Span<UInt8>, as uri: Span<UInt8>)
    /// Begins an element.
    /// - Parameter tag: the bytes of its start tag in the file.
    /// - Returns: whether its attributes are needed.
    func begin(_ name: Span<UInt8>, tag: Range<Int>) -> Bool
    /// Adds an attribute to the element that has just begun.
    func addAttribute(_ name: Span<UInt8>, _ value: Span<UInt8>)
    /// Takes a piece of text, which may come in several.
    func addText(_ text: Span<UInt8>)
    /// Ends the current element.
    /// - Parameter offset: the byte of the file at which its end tag begins; for an element without one, that at which
    ///   its only tag ends.
    func end(at offset: Int)
}
