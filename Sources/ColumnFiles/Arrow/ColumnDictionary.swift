extension Column {
    /// Whether a bit of `validity` is set, or all are.
    static func hasValue(at index: Int, in validity: [UInt8]?) -> Bool {
        guard let validity else { return true }
        return validity[index >> 3] >> UInt8(index & 7) & 1 == 1
    }

    /// Values by their places in another column. A value that is missing there is missing here.
    /// - Returns: `nil` if a place is outside `values`.
    static func dictionary(_ places: [Int], validity: [UInt8]?, values: Column) -> Column? {
        guard values.count <= Int(Int32.max) else { return nil }
        var indices = [Int32](repeating: 0, count: places.count)
        var validity = validity
        var hasValues = false
        for (index, place) in places.enumerated() where hasValue(at: index, in: validity) {
            guard place >= 0, place < values.count else { return nil }
            indices[index] = Int32(place)
            hasValues = true
        }
        if case .nothing = values.values { return Column(count: places.count, .nothing) }
        guard hasValues else { return Column(count: places.count, .nothing) }
        if values.validity != nil {
            var bits = validity ?? [UInt8](repeating: 0xff, count: (places.count + 7) / 8)
            for (index, place) in indices.enumerated() where !values.hasValue(at: Int(place)) {
                bits[index >> 3] &= ~(1 << UInt8(index & 7))
            }
            validity = bits
        }
        guard case .dictionary(let inner, let values) = values.values else {
            return Column(count: places.count, validity: validity, .dictionary(indices: indices, values: values))
        }
        for index in indices.indices { indices[index] = inner[Int(indices[index])] }
        return Column(count: places.count, validity: validity, .dictionary(indices: indices, values: values))
    }

    /// Appends the values of a column of the same type. Its cost doesn't depend on how many values there are already.
    /// - Returns: false, having appended nothing, for lists and records.
    mutating func append(_ other: Column) -> Bool {
        // The arrays are taken out of `values`, so that they aren't copied as they grow.
        switch other.values {
        case .nothing:
            guard case .nothing = values else { return false }
        case .booleans(let more):
            guard case .booleans(var booleans) = values else { return false }
            values = .nothing
            booleans += more
            values = .booleans(booleans)
        case .numbers(let type, let more):
            guard case .numbers(type, var numbers) = values else { return false }
            values = .nothing
            numbers += more
            values = .numbers(type, numbers)
        case .bytes(let moreOffsets, let more):
            guard case .bytes(var offsets, var data) = values else { return false }
            values = .nothing
            let (end, start) = (offsets.last ?? 0, moreOffsets.first ?? 0)
            data.removeSubrange(end...)
            data += more[start...]
            for offset in moreOffsets.dropFirst() { offsets.append(end + offset - start) }
            values = .bytes(offsets: offsets, data: data)
        case .list, .record, .dictionary: return false
        }
        appendValidity(of: other)
        count += other.count
        return true
    }

    private mutating func appendValidity(of other: Column) {
        if validity == nil, other.validity == nil { return }
        var bits = validity ?? [UInt8](repeating: 0xff, count: (count + 7) / 8)
        validity = nil
        bits.append(contentsOf: repeatElement(0, count: (count + other.count + 7) / 8 - bits.count))
        for index in 0..<other.count {
            let (place, bit) = ((count + index) >> 3, UInt8(1) << UInt8((count + index) & 7))
            bits[place] = Self.hasValue(at: index, in: other.validity) ? bits[place] | bit : bits[place] & ~bit
        }
        validity = bits
    }
}
