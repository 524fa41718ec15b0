internal import SketchModel

/// The most that a shard of an output holds.
package enum ShardLimit: Sendable, Hashable {
    case sketches(Int)
    /// Bytes of the sketches as they are written, before compression and without headers. A sketch that is larger gets
    /// its own shard.
    case bytes(Int)

    /// Parses a count (`10000`) or a size in bytes with a unit: `B`, `KB`, `MB`, `GB` (powers of 1000), `KiB`, `MiB`,
    /// `GiB` (powers of 1024).
    package init?(_ text: String) {
        let digits = text.utf8.prefix { $0 &- 48 < 10 }
        guard let number = Int(String(Substring(digits))), number > 0 else { return nil }
        let unit = String(Substring(text.utf8.dropFirst(digits.count)))
        if unit.isEmpty {
            self = .sketches(number)
            return
        }
        let factors = [
            "b": 1, "kb": 1000, "mb": 1_000_000, "gb": 1_000_000_000, "kib": 1 << 10, "mib": 1 << 20,
            "gib": 1 << 30,
        ]
        guard let factor = factors[unit.lowercased()] else { return nil }
        let (size, overflow) = number.multipliedReportingOverflow(by: factor)
        guard !overflow else { return nil }
        self = .bytes(size)
    }

    /// Whether a shard that already holds this much can't hold another sketch.
    func isFull(sketches: Int, bytes: Int, adding size: Int) -> Bool {
        switch self {
        case .sketches(let most): sketches >= most
        case .bytes(let most): sketches > 0 && bytes + size > most
        }
    }

    /// `a/cat-00003-of-00012.npz` for `a/cat.npz`; the extension may have two parts, as in `.ndjson.gz`.
    static func name(_ path: String, _ shard: Int, of count: Int) -> String {
        func digits(_ number: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, 5 - digits.count)) + digits
        }
        let (folder, leaf) = PathText.split(path)
        let stem = PathText.stem(path)
        let ending = String(Substring(leaf.utf8.dropFirst(stem.utf8.count)))
        return PathText.join(folder, "\(stem)-\(digits(shard))-of-\(digits(count))\(ending)")
    }
}
