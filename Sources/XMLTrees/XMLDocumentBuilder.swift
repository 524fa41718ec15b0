/// Builds a document from the parser's events.
final class XMLDocumentBuilder: XMLReceiver {
    /// The most different names; each is kept once.
    static let nameLimit = 1 << 16
    /// The most elements, and the most attributes, so that a few bytes each can't fill the memory.
    static let elementLimit = 1 << 24
    /// The most text that entities may add to that of the file.
    static let expansionLimit = 16 << 20

    private(set) var parts = XMLDocument.Parts()
    /// Why the document can't be completed.
    private(set) var fault: XMLFault?
    private(set) var wantsText = false

    private let textLimit: Int
    private let skipping: Set<String>
    private var numbers: [[UInt8]: Int32] = [:]
    /// The open elements.
    private var path: [Int] = []

    init(sourceLength: Int, skipping: Set<String>) {
        textLimit = sourceLength + Self.expansionLimit
        self.skipping = skipping
    }

    var isStopped: Bool { fault != nil }

    func declareNamespace(_ attribute: Span<UInt8>, as uri: Span<UInt8>) {}

    func begin(_ name: Span<UInt8>, tag: Range<Int>) -> Bool {
        guard path.count < XMLDocument.depthLimit else {
            fail(.tooDeep(limit: XMLDocument.depthLimit), at: tag.lowerBound)
            return false
        }
        guard max(parts.elements.count, parts.attributes.count) < Self.elementLimit else {
            fail(.tooManyElements(limit: Self.elementLimit), at: tag.lowerBound)
            return false
        }
        if let parent = path.last, parent == parts.elements.count - 1 {
            // Only elements without children have text.
            let start = parts.elements[parent].text.lowerBound
            parts.text.removeLast(parts.text.count - Int(start))
        }
        let (number, attribute) = (number(of: name, at: tag.lowerBound), Int32(parts.attributes.count))
        let end = Int32(tag.upperBound)
        path.append(parts.elements.count)
        parts.elements.append(
            XMLDocument.Element(
                name: number,
                subtreeEnd: 0,
                attributes: attribute..<attribute,
                text: textEnd..<textEnd,
                offset: Int32(tag.lowerBound),
                content: end..<end
            )
        )
        wantsText = !skipping.contains(parts.names[Int(number)].local)
        return true
    }

    func addAttribute(_ name: Span<UInt8>, _ value: Span<UInt8>) {
        guard let element = path.last else { return }
        let (number, start) = (number(of: name, at: Int(parts.elements[element].offset)), textEnd)
        append(value)
        parts.attributes.append(XMLDocument.Attribute(name: number, value: start..<textEnd))
        let first = parts.elements[element].attributes.lowerBound
        parts.elements[element].attributes = first..<Int32(parts.attributes.count)
        parts.elements[element].text = textEnd..<textEnd
    }

    func addText(_ text: Span<UInt8>) { append(text) }

    func end(at offset: Int) {
        guard let element = path.popLast() else { return }
        parts.elements[element].subtreeEnd = Int32(parts.elements.count)
        let start = parts.elements[element].content.lowerBound
        parts.elements[element].content = start..<max(start, Int32(offset))
        if element == parts.elements.count - 1 {
            let text = parts.elements[element].text.lowerBound
            parts.elements[element].text = text..<textEnd
        }
        // What follows belongs to an element with children.
        wantsText = false
    }

    private var textEnd: Int32 { Int32(parts.text.count) }

    private func append(_ bytes: Span<UInt8>) {
        bytes.withUnsafeBufferPointer { parts.text.append(contentsOf: $0) }
        if parts.text.count > min(textLimit, Int(Int32.max) - (1 << 24)) {
            fail(.entityExpansion, at: Int(parts.elements.last?.offset ?? 0))
        }
    }

    /// The number of a name as the parser gives it: the namespace, a line feed, the local name.
    private func number(of name: Span<UInt8>, at offset: Int) -> Int32 {
        let key = name.withUnsafeBufferPointer { Array($0) }
        if let known = numbers[key] { return known }
        if parts.names.count == Self.nameLimit {
            fail(.tooManyNames(limit: Self.nameLimit), at: offset)
            return 0
        }
        let pieces = key.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let number = Int32(parts.names.count)
        parts.names.append(
            XMLDocument.Name(
                namespace: pieces.count > 1 ? String(decoding: pieces[0], as: UTF8.self) : "",
                local: String(decoding: pieces[pieces.count - 1], as: UTF8.self)
            )
        )
        numbers[key] = number
        return number
    }

    private func fail(_ reason: XMLError, at offset: Int) {
        if fault == nil { fault = XMLFault(reason: reason, offset: offset) }
    }
}
