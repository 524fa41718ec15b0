internal import Platform
internal import SketchModel

/// Damages valid input at random, the same way for the same seed: flips, overwrites, cuts, duplicates and splices.
package struct Mutator {
    private var generator: SeededGenerator
    private let tokens: [[UInt8]]

    /// - Parameters:
    ///   - seed: Equal seeds give equal mutants.
    ///   - tokens: Pieces that mean something to the format, put in now and then, such as `{` or `1e999`.
    package init(seed: UInt64, tokens: [String] = []) {
        generator = SeededGenerator(seed: seed)
        self.tokens = tokens.map { Array($0.utf8) }
    }

    /// How many mutants a test makes: `full` of them if `CROQUIS_MUTANTS` is `all`, as in CI, or else an eighth.
    package static func rounds(_ full: Int) -> Int {
        getenv("CROQUIS_MUTANTS").map { String(cString: $0) } == "all" ? full : full / 8
    }

    /// A copy of `bytes` with one to four wounds, some of which splice in pieces of `other`. It may happen to equal
    /// what it came from, and is at most about sixteen times as long as both together.
    package mutating func mutate(_ bytes: [UInt8], other: [UInt8]) -> [UInt8] {
        var mutant = bytes
        for _ in 0...generator.index(below: 4) { wound(&mutant, other: other) }
        return mutant
    }

    private mutating func wound(_ bytes: inout [UInt8], other: [UInt8]) {
        guard !bytes.isEmpty else {
            bytes = Array(piece(of: other))
            return
        }
        let place = generator.index(below: bytes.count)
        switch generator.index(below: 9) {
        case 0: bytes[place] ^= 1 << UInt8(generator.index(below: 8))
        case 1: bytes[place] = UInt8(generator.index(below: 256))
        case 2: bytes[place] = [0, 1, 0x20, 0x22, 0x2c, 0x2d, 0x39, 0x7f, 0x80, 0xff][generator.index(below: 10)]
        case 3: bytes.removeSubrange(place...)
        case 4: bytes.removeSubrange(place..<(place + length(within: bytes.count - place)))
        case 5: bytes.insert(contentsOf: piece(of: bytes), at: place)
        case 6: bytes.replaceSubrange(place..<(place + length(within: bytes.count - place)), with: piece(of: other))
        case 7: bytes.insert(contentsOf: piece(of: other), at: place)
        default:
            let token = tokens.isEmpty ? [bytes[place]] : tokens[generator.index(below: tokens.count)]
            let replaced = generator.index(below: 2) == 0 ? 0 : min(token.count, bytes.count - place)
            bytes.replaceSubrange(place..<(place + replaced), with: token)
        }
    }

    private mutating func piece(of bytes: [UInt8]) -> ArraySlice<UInt8> {
        guard !bytes.isEmpty else { return [] }
        let start = generator.index(below: bytes.count)
        return bytes[start..<(start + length(within: bytes.count - start))]
    }

    /// Mostly short, now and then anything.
    private mutating func length(within limit: Int) -> Int {
        let bound = generator.index(below: 8) == 0 ? limit : min(limit, 8)
        return bound == 0 ? 0 : 1 + generator.index(below: bound)
    }
}
