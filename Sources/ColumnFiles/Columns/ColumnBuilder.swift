/// Collects which values of a column are missing.
package struct ValidityBuilder: Sendable {
    package private(set) var count = 0
    private var bits: [UInt8] = []
    private var missing = 0

    package init() {}

    package mutating func append(_ isThere: Bool) {
        if count & 7 == 0 { bits.append(0) }
        if isThere { bits[count >> 3] |= 1 << UInt8(count & 7) } else { missing += 1 }
        count += 1
    }

    /// `nil` if no value is missing.
    package var validity: [UInt8]? { missing == 0 ? nil : bits }
}

/// Collects texts or bytes, some of which may be missing.
package struct BytesColumnBuilder: Sendable {
    private var offsets = [0]
    private var data: [UInt8] = []
    private var validity = ValidityBuilder()

    package init() {}

    package var byteCount: Int { data.count + 8 * offsets.count }

    package mutating func append(_ text: String?) {
        if let text { data.append(contentsOf: text.utf8) }
        end(isThere: text != nil)
    }

    package mutating func append(_ bytes: Span<UInt8>) {
        data.append(addingCapacity: bytes.count) { for index in bytes.indices { $0.append(bytes[index]) } }
        end(isThere: true)
    }

    package mutating func append(_ bytes: some Collection<UInt8>) {
        data.append(contentsOf: bytes)
        end(isThere: true)
    }

    private mutating func end(isThere: Bool) {
        offsets.append(data.count)
        validity.append(isThere)
    }

    package consuming func column() -> Column {
        Column(count: validity.count, validity: validity.validity, .bytes(offsets: offsets, data: data))
    }
}

/// Collects numbers of one type, some of which may be missing.
package struct NumberColumnBuilder: Sendable {
    package let type: NumberType
    /// The numbers, little-endian. Whoever appends to them directly has no missing numbers.
    package var bytes: [UInt8] = []
    private var validity: ValidityBuilder?

    package init(_ type: NumberType) { self.type = type }

    package var byteCount: Int { bytes.count }
    package var count: Int { bytes.count / type.size }

    /// Appends a whole number, or a missing one.
    package mutating func append(_ value: (some FixedWidthInteger)?) {
        if validity == nil {
            var all = ValidityBuilder()
            for _ in 0..<count { all.append(true) }
            validity = all
        }
        validity?.append(value != nil)
        let bits = UInt64(truncatingIfNeeded: value ?? 0)
        for index in 0..<type.size { bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(8 * index))) }
    }

    /// Appends a number, or a missing one, to a column of float64.
    package mutating func append(_ value: Double?) { append(value.map(\.bitPattern)) }

    package consuming func column() -> Column {
        Column(count: count, validity: validity?.validity, .numbers(type, bytes))
    }
}

/// Collects the places where lists end, some of which may be missing.
package struct ListColumnBuilder: Sendable {
    private var offsets = [0]
    private var validity = ValidityBuilder()

    package init() {}

    package var count: Int { validity.count }
    package var byteCount: Int { 8 * offsets.count }

    /// Ends a list.
    /// - Parameter end: the number of items in all lists so far.
    package mutating func append(end: Int, isThere: Bool = true) {
        offsets.append(end)
        validity.append(isThere)
    }

    package consuming func column(items: Column) -> Column {
        Column(count: validity.count, validity: validity.validity, .list(offsets: offsets, items: items))
    }
}
