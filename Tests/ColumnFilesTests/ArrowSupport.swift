internal import ArrayFiles
@testable internal import ColumnFiles
internal import SketchModel

/// Reads Arrow bytes as a pipe would deliver them.
enum ArrowBytes {
    static func reader(_ bytes: [UInt8], pieces: Int = .max) throws(ArrayFault) -> ArrowReader {
        var place = 0
        return try ArrowReader { buffer, most throws(ArrayFault) in
            let end = min(place + min(most, pieces), bytes.count)
            defer { place = end }
            buffer += bytes[place..<end]
            return end - place
        }
    }

    /// The values of each column, in the order of the schema's fields.
    static func columns(_ bytes: [UInt8], pieces: Int = .max, select: Set<String>? = nil) throws(ArrayFault)
        -> [[ArrowValue]]
    {
        var reader = try reader(bytes, pieces: pieces)
        if let select { reader.select(select) }
        var columns = [[ArrowValue]](repeating: [], count: reader.schema.fields.count)
        while let batch = try reader.next() {
            for (index, column) in batch.columns.enumerated() { columns[index] += ArrowValue.values(of: column) }
        }
        return columns
    }

    /// The byte and the message of the fault that reading throws.
    static func fault(_ bytes: [UInt8], select: Set<String>? = nil) -> String {
        do throws(ArrayFault) {
            _ = try columns(bytes, select: select)
            return "none"
        } catch {
            return "\(error.offset.map(String.init) ?? "-"): \(error.reason.message)"
        }
    }

    /// The fault without its byte.
    static func faultMessage(_ bytes: [UInt8]) -> String {
        let fault = fault(bytes)
        return fault.firstIndex(of: ":").map { String(fault[$0...].dropFirst(2)) } ?? fault
    }
}

/// Messages made of any parts, damaged ones among them.
enum ArrowMessageBytes {
    /// - Parameter kind: 1 for a schema, 2 for a dictionary, 3 for a batch.
    static func message(_ kind: Int, _ header: FlatValue?, version: Int = 4, body: [UInt8] = []) -> [UInt8] {
        framed(
            FlatValue.table([
                .short(version), .number(Int64(kind), size: 1), header, .number(Int64(body.count), size: 8),
            ]).buffer
        ) + body
    }

    static func framed(_ metadata: [UInt8]) -> [UInt8] {
        let padded = metadata + [UInt8](repeating: 0, count: (8 - metadata.count % 8) % 8)
        return [0xff, 0xff, 0xff, 0xff] + word(padded.count) + padded
    }

    static func word(_ value: Int, count: Int = 4) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    /// - Parameters:
    ///   - code: the number of the type in the schema's union.
    ///   - dictionary: a dictionary's number.
    static func field(
        _ name: String,
        _ code: Int,
        _ type: [FlatValue?] = [],
        _ children: [FlatValue] = [],
        dictionary: Int? = nil
    ) -> FlatValue {
        .table([
            .text(name), .boolean(true), .number(Int64(code), size: 1), .table(type),
            dictionary.map { .table([.number(Int64($0), size: 8)]) }, .list(children),
        ])
    }

    static func integer(_ name: String, bits: Int = 8, dictionary: Int? = nil) -> FlatValue {
        field(name, 2, [.number(Int64(bits), size: 4), .boolean(true)], dictionary: dictionary)
    }

    static func schema(_ fields: [FlatValue], isBigEndian: Bool = false) -> [UInt8] {
        message(1, .table([.short(isBigEndian ? 1 : 0), .list(fields)]))
    }

    /// - Parameters:
    ///   - nodes: lengths and numbers of missing values.
    ///   - buffers: where buffers are in the body, and their lengths.
    ///   - codec: 0 for LZ4, 1 for Zstandard.
    ///   - views: numbers of data buffers.
    static func batch(
        rows: Int,
        _ nodes: [(Int, Int)],
        _ buffers: [(Int, Int)],
        codec: Int? = nil,
        views: [Int]? = nil
    ) -> FlatValue {
        func pairs(_ pairs: [(Int, Int)]) -> FlatValue {
            .structures(pairs.flatMap { word($0.0, count: 8) + word($0.1, count: 8) }, count: pairs.count)
        }
        return .table([
            .number(Int64(rows), size: 8), pairs(nodes), pairs(buffers),
            codec.map { .table([.number(Int64($0), size: 1)]) },
            views.map { .structures($0.flatMap { word($0, count: 8) }, count: $0.count) },
        ])
    }
}
