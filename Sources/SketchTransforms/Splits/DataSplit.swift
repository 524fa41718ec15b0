package import SketchModel

/// How a data set is split into parts: `train=0.7,valid=0.15,test=0.15`.
///
/// A sketch's part is determined by 64 bits derived, using the seed, from its id or from its strokes as they were read.
/// So it doesn't depend on the other steps, the order, the output format or the number of workers.
///
/// Shares of the whole are cut by these bits only, sketch by sketch: each part gets about its share of many sketches,
/// and a sketch keeps its part if others come or go. Counts, and shares of each label, are exact: what comes out of the
/// last step is sorted by these bits and cut.
package struct DataSplit: Sendable, Hashable {
    package enum Amounts: Sendable, Hashable {
        /// Fractions of 1, each above 0.
        case shares([Double])
        /// The number of sketches in each part; per label if the split is stratified.
        case counts([Int])
    }

    /// What determines a sketch's part.
    package enum Basis: String, Sendable, Hashable, CaseIterable {
        /// The id; a sketch without one is refused.
        case id
        /// The strokes, so that the same drawing is in one part whatever its id.
        case content
        /// The id, or the strokes if there is none.
        case idOrContent
    }

    /// The parts' names, in the order in which they were given.
    package let names: [String]
    package let amounts: Amounts
    /// Whether each label is split on its own.
    package let isStratified: Bool
    package let basis: Basis

    /// Parses `NAME=AMOUNT,…`, where the amounts are fractions (`0.7`), percentages (`70%`) or counts (`700`).
    /// - Throws: `DataSplitError`, of kind `wrongUsage`.
    package init(parsing text: String, isStratified: Bool = false, basis: Basis = .idOrContent) throws(DataSplitError) {
        self.isStratified = isStratified
        self.basis = basis
        var names: [String] = []
        var shares: [Double] = []
        var counts: [Int] = []
        for item in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let sign = item.firstIndex(of: "=") else { throw .notAPart(String(item)) }
            let (name, value) = (String(item[..<sign]), String(item[item.index(after: sign)...]))
            guard !name.isEmpty, name.utf8.allSatisfy(Self.isOfName) else { throw .unusableName(name) }
            guard !names.contains(name) else { throw .duplicate(name) }
            names.append(name)
            if let count = Self.count(value) {
                guard count > 0 else { throw .unusableAmount(name: name, value: value) }
                counts.append(count)
            } else if let share = Self.share(value), share > 0, share <= 1 {
                shares.append(share)
            } else {
                throw .unusableAmount(name: name, value: value)
            }
        }
        self.names = names
        guard shares.isEmpty || counts.isEmpty else { throw .mixedAmounts }
        guard shares.isEmpty else {
            let sum = shares.reduce(0, +)
            guard (sum - 1).magnitude < 1e-9 else { throw .sharesDoNotAddUp(sum: sum) }
            amounts = .shares(shares)
            return
        }
        guard counts.reduce((0, false), { ($0.0 &+ $1, $0.1 || $0.0 > Int.max - $1) }).1 == false else {
            throw .unusableAmount(name: names[0], value: "\(counts[0])")
        }
        amounts = .counts(counts)
    }

    /// The steps that come before and after all others.
    package var steps: (first: TransformStep, last: TransformStep?) {
        if case .shares(let shares) = amounts, !isStratified {
            return (.each(SplitByKey(basis: basis, names: names, shares: shares)), nil)
        }
        return (.each(SplitByKey(basis: basis)), .gather(ExactSplit(self)))
    }

    /// Letters, digits, `-` and `_`: names become parts of file names and members of archives.
    private static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

    private static func count(_ text: String) -> Int? {
        text.utf8.allSatisfy(isDigit) ? Int(text) : nil
    }

    private static func share(_ text: String) -> Double? {
        let isPercentage = text.hasSuffix("%")
        let number = isPercentage ? String(text.dropLast()) : text
        guard number.utf8.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: ".") }), let value = Double(number) else {
            return nil
        }
        return isPercentage ? value / 100 : value
    }
}

/// Why a data set can't be split.
package enum DataSplitError: FaultReason, Hashable {
    case notAPart(String)
    case unusableName(String)
    case duplicate(String)
    case unusableAmount(name: String, value: String)
    case mixedAmounts
    case sharesDoNotAddUp(sum: Double)
    /// The parts take `sum` sketches in all, but there are `count`; of one label if the split is stratified.
    case countsDoNotAddUp(sum: Int, count: Int, label: String?)
    /// The split is by id.
    case noId

    package var message: String {
        switch self {
        case .notAPart(let text): "'\(text)' is not a part of a data set"
        case .unusableName(let name): "a part cannot be named '\(name)'"
        case .duplicate(let name): "the part '\(name)' is given twice"
        case .unusableAmount(let name, let value): "the part '\(name)' cannot take '\(value)'"
        case .mixedAmounts: "some parts have counts and some have shares"
        case .sharesDoNotAddUp(let sum): "the shares add up to \(Self.rounded(sum)), not to 1"
        case .countsDoNotAddUp(let sum, let count, nil):
            "the parts take \(sum) sketches in all, but there are \(count)"
        case .countsDoNotAddUp(let sum, let count, let label?):
            "the parts take \(sum) sketches of each label, but there are \(count) of '\(label)'"
        case .noId: "the sketch has no id to split by"
        }
    }

    package var advice: String? {
        switch self {
        case .notAPart, .unusableAmount: "write NAME=SHARE, as in train=0.7,valid=0.15,test=0.15, or NAME=COUNT"
        case .unusableName: "a name has letters, digits, - and _"
        case .duplicate: nil
        case .mixedAmounts: "give shares (0.7 or 70%) or counts (700) to all of them"
        case .sharesDoNotAddUp: "add a part for the rest"
        case .countsDoNotAddUp(let sum, let count, nil) where count > sum: "add a part for the other \(count - sum)"
        case .countsDoNotAddUp: "give shares instead"
        case .noId: "split by content"
        }
    }

    package var kind: FaultKind {
        switch self {
        case .countsDoNotAddUp, .noId: .badData
        default: .wrongUsage
        }
    }

    /// To nine digits after the point, as far as the sum is looked at.
    private static func rounded(_ value: Double) -> String { "\((value * 1e9).rounded() / 1e9)" }
}
