internal import JSONTrees

/// A text that may hold answers: a file as it is, or a string of a JSON document.
struct AnswerText {
    let bytes: [UInt8]
    /// The place in the file of each byte, and of the end; `nil` if the text is the file.
    let places: [Int32]?
    /// What the document says the text is an answer to.
    let concept: String?

    /// The texts of a file: the strings of a JSON document in which strokes are described, or the whole file.
    static func texts(of file: [UInt8]) -> [AnswerText] {
        let whole = AnswerText(bytes: file, places: nil, concept: nil)
        let first = file.first { $0 > 0x20 && $0 < 0x80 }
        guard first == UInt8(ascii: "{") || first == UInt8(ascii: "["), let document = try? JSONDocument(file) else {
            return [whole]
        }
        var texts: [AnswerText] = []
        collect(document.root, concept: nil, file, into: &texts)
        return texts.isEmpty ? [whole] : texts
    }

    /// Depth is bounded by the parser.
    private static func collect(_ node: JSONNode, concept: String?, _ file: [UInt8], into texts: inout [AnswerText]) {
        if node.isObject {
            for (key, value) in node.members { collect(value, concept: value.isArray ? key : nil, file, into: &texts) }
        } else if node.isArray {
            for element in node.elements { collect(element, concept: concept, file, into: &texts) }
        } else if let text = AnswerText(string: node, in: file, concept: concept) {
            texts.append(text)
        }
    }

    private init(bytes: [UInt8], places: [Int32]?, concept: String?) {
        (self.bytes, self.places, self.concept) = (bytes, places, concept)
    }

    /// `nil` if the node isn't a string that may hold an answer.
    private init?(string node: JSONNode, in file: [UInt8], concept: String?) {
        guard let text = node.text, text.utf8.contains(UInt8(ascii: "<")) else { return nil }
        var (bytes, places): ([UInt8], [Int32]) = ([], [])
        bytes.reserveCapacity(node.range.count)
        places.reserveCapacity(node.range.count)
        var offset = node.range.lowerBound + 1
        let end = node.range.upperBound - 1
        for scalar in text.unicodeScalars {
            for byte in Unicode.UTF8.encode(scalar) ?? Unicode.UTF8.encodedReplacementCharacter {
                bytes.append(byte)
                places.append(Int32(truncatingIfNeeded: offset))
            }
            offset = min(offset + Self.writtenLength(of: scalar, file, at: offset), end)
        }
        places.append(Int32(truncatingIfNeeded: end))
        (self.bytes, self.places, self.concept) = (bytes, places, concept)
    }

    /// The number of bytes that a character takes in a string: an escape, a pair of them, or itself.
    private static func writtenLength(of scalar: Unicode.Scalar, _ file: [UInt8], at offset: Int) -> Int {
        guard offset + 1 < file.count, file[offset] == UInt8(ascii: "\\") else {
            return Unicode.UTF8.width(scalar)
        }
        guard file[offset + 1] == UInt8(ascii: "u") else { return 2 }
        return scalar.value > 0xffff ? 12 : 6
    }

    /// The place in the file of a byte of the text.
    func place(of offset: Int) -> Int { places.map { Int($0[offset]) } ?? offset }
}
