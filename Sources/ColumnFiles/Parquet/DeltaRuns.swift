/// Whole numbers as packed differences, which Parquet calls DELTA_BINARY_PACKED. Source: Encodings.md of Apache Parquet.
enum DeltaRuns {
    /// The `count` numbers at `position`, which is moved behind them.
    static func decode(
        _ bytes: RawSpan,
        _ position: inout Int,
        count: Int
    ) throws(LeafValues.Failure) -> [Int64] {
        guard let blockSize = bytes.readVarint(&position), let miniblocks = bytes.readVarint(&position),
            let total = bytes.readVarint(&position), let first = bytes.readVarint(&position)
        else { throw .endsEarly }
        guard total == UInt64(count), 1...512 ~= miniblocks, 1...(1 << 20) ~= blockSize,
            blockSize % miniblocks == 0, blockSize / miniblocks % 8 == 0
        else { throw .badDelta }
        var values: [Int64] = []
        guard count > 0 else { return values }
        values.reserveCapacity(count)
        var value = number(first)
        values.append(value)
        let size = Int(blockSize / miniblocks)
        while values.count < count {
            guard let least = bytes.readVarint(&position).map(number),
                position <= bytes.byteCount - Int(miniblocks)
            else { throw .endsEarly }
            let widths = position..<(position + Int(miniblocks))
            position = widths.upperBound
            for place in widths where values.count < count {
                let width = Int(bytes.unsafeLoad(fromByteOffset: place, as: UInt8.self))
                guard width <= 64 else { throw .badDelta }
                let wanted = min(size, count - values.count)
                guard (wanted * width + 7) / 8 <= bytes.byteCount - position else { throw .endsEarly }
                for index in 0..<wanted {
                    let difference = bytes.bits(at: position * 8 + index * width, count: width)
                    value = value &+ least &+ Int64(bitPattern: difference)
                    values.append(value)
                }
                position = min(bytes.byteCount, position + size * width / 8)
            }
        }
        return values
    }

    private static func number(_ zigzag: UInt64) -> Int64 {
        Int64(bitPattern: zigzag >> 1) ^ -Int64(bitPattern: zigzag & 1)
    }
}
