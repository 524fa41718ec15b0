internal import ArrayFiles

/// How messages follow one another: bare, as through a pipe, or in a file that ends with a list of them.
package enum ArrowForm: Sendable, Hashable {
    case stream
    case file
}

/// What a message says; its body follows it in the input.
struct ArrowMessage {
    enum Kind {
        case schema
        case dictionary
        case batch
    }

    let kind: Kind
    /// Of the metadata: 4 or 5.
    let version: Int
    let header: FlatTable
    let bodyLength: Int
}

/// The messages of a stream or file, one after another.
struct ArrowMessages {
    private(set) var input: ArrowInput
    let form: ArrowForm
    /// The first bytes of the next message, if they have been taken already.
    private var taken: [UInt8]
    private var isFirst = true
    /// Whether lengths follow 0xFFFFFFFF, as they do since Arrow 0.15.
    private var isMarked = false

    static let magic = Array("ARROW1".utf8)
    private static let mark: [UInt8] = [0xff, 0xff, 0xff, 0xff]

    /// Whether a file that begins with `prefix`, which is at least 8 bytes long, is an Arrow file or stream; not a
    /// stream from before Arrow 0.15, whose beginning is too much like anything else.
    static func begins(_ prefix: [UInt8]) -> Bool {
        if prefix.starts(with: magic) { return true }
        guard prefix.count >= 8, prefix.starts(with: mark) else { return false }
        let length = length(prefix[4..<8])
        return length > 0 && length % 8 == 0
    }

    init(_ input: ArrowInput) throws(ArrayFault) {
        self.input = input
        let prefix = try self.input.take(8)
        if prefix.starts(with: Array("FEA1".utf8)) { throw ArrayFault(ArrowError.featherVersion1, at: 0) }
        form = prefix.starts(with: Self.magic) ? .file : .stream
        taken = form == .file ? [] : prefix
        guard prefix.count == 8 else {
            let isCut = prefix.isEmpty || form == .file
            throw ArrayFault(isCut ? ArrowError.truncated("its first message") : .notArrow, at: prefix.count)
        }
    }

    private static func length(_ bytes: some Sequence<UInt8>) -> Int {
        Int(Int32(truncatingIfNeeded: bytes.reversed().reduce(0) { $0 << 8 | Int($1) }))
    }

    /// The next word of four bytes, or fewer at the end.
    private mutating func word() throws(ArrayFault) -> [UInt8] {
        if taken.isEmpty { return try input.take(4) }
        defer { taken.removeFirst(4) }
        return Array(taken.prefix(4))
    }

    /// The next message, or `nil` at the end, which is a length of 0, the footer of a file, or the end of a stream.
    mutating func next() throws(ArrayFault) -> ArrowMessage? {
        defer { isFirst = false }
        let start = input.offset - taken.count
        var word = try self.word()
        if word.isEmpty, form == .stream { return nil }
        if word == Self.mark {
            isMarked = true
            word = try self.word()
        } else if isMarked, word.count == 4 {
            // A file's footer follows, if there is no mark of the end before it.
            if form == .file { return nil }
            throw ArrayFault(ArrowError.damaged("a message doesn't begin with 0xFFFFFFFF"), at: start)
        }
        guard word.count == 4 else {
            throw ArrayFault(ArrowError.truncated("the list of its messages"), at: input.offset)
        }
        let length = Self.length(word)
        if isFirst, !isMarked {
            if form == .file, length < 16 { return try bareMessage(word) }
            guard 1..<(1 << 24) ~= length else { throw ArrayFault(ArrowError.notArrow, at: 0) }
        }
        if length == 0 { return nil }
        guard length > 0 else { throw ArrayFault(ArrowError.damaged("a message has length \(length)"), at: start) }
        var bytes = Array(taken.prefix(length))
        taken.removeFirst(bytes.count)
        let place = input.offset - bytes.count - taken.count
        bytes += try input.take(length - bytes.count, of: "a message")
        return try message(bytes, at: place)
    }

    /// A file's first message without its length, as polars writes it: it ends where the next one begins.
    private mutating func bareMessage(_ word: [UInt8]) throws(ArrayFault) -> ArrowMessage {
        let start = input.offset - 4
        var bytes = word + (try input.take(4))
        while bytes.count < 1 << 24 {
            let piece = try input.take(8, of: "its first message")
            if piece.starts(with: Self.mark), Self.length(piece[4...]) >= 0 {
                taken = piece
                return try message(bytes, at: start)
            }
            bytes += piece
        }
        throw ArrayFault(ArrowError.damaged("no message follows its schema"), at: start)
    }

    private func message(_ bytes: [UInt8], at start: Int) throws(ArrayFault) -> ArrowMessage {
        let table = try FlatBuffer(bytes: bytes, offset: start).root()
        // Version 1 is number 0.
        let version = 1 + Int(try table.number(0, default: 0 as Int16))
        guard version == 4 || version == 5 else { throw ArrayFault(ArrowError.oldMetadata(version), at: start) }
        let bodyLength: Int64 = try table.number(3, default: 0)
        guard bodyLength >= 0, let header = try table.table(2) else {
            let what = bodyLength < 0 ? "a body of length \(bodyLength)" : "no content"
            throw ArrayFault(ArrowError.damaged("a message has \(what)"), at: start)
        }
        if let pairs = try table.vector(4, stride: 4) {
            for index in 0..<pairs.count {
                let pair = try pairs.table(index)
                let key = "ARROW:experimental_compression"
                guard try pair.textLength(0) == key.utf8.count, try pair.text(0) == key else { continue }
                throw ArrayFault(ArrowError.experimentalCompression, at: start)
            }
        }
        let kind: ArrowMessage.Kind
        switch try table.number(1, default: 0 as UInt8) {
        case 1: kind = .schema
        case 2: kind = .dictionary
        case 3: kind = .batch
        case 4: throw ArrayFault(ArrowError.unsupportedMessage("a tensor"), at: start)
        case 5: throw ArrayFault(ArrowError.unsupportedMessage("a sparse tensor"), at: start)
        case let code: throw ArrayFault(ArrowError.unsupportedMessage("content of unknown type \(code)"), at: start)
        }
        return ArrowMessage(kind: kind, version: version, header: header, bodyLength: Int(bodyLength))
    }

    /// The body of the message that came last.
    mutating func body(of message: ArrowMessage) throws(ArrayFault) -> [UInt8] {
        try input.take(message.bodyLength, of: "the body of a message")
    }

    mutating func skipBody(of message: ArrowMessage) throws(ArrayFault) {
        try input.skip(message.bodyLength, of: "the body of a message")
    }
}
