package import ArrayFiles

/// A table that is read batch by batch, from its beginning.
package protocol ColumnReading {
    var schema: ColumnSchema { get }
    /// Chooses the columns to read, by name. The others come as columns of missing values.
    mutating func select(_ names: Set<String>)
    /// The next rows, or `nil` at the end.
    /// - Throws: `ArrayFault` with the offset in the file.
    mutating func next() throws(ArrayFault) -> ColumnBatch?
}

/// Turns batches into the bytes of a file, from its beginning.
package protocol ColumnWriting {
    /// The bytes that come before the first batch.
    mutating func begin() throws(ArrayFault) -> [UInt8]
    /// The bytes of a batch, whose columns are of the schema's types; none may be a dictionary.
    /// - Throws: `ArrayFault` if they can't be compressed.
    mutating func write(_ batch: ColumnBatch) throws(ArrayFault) -> [UInt8]
    /// The bytes that come after the last batch.
    mutating func finish() throws(ArrayFault) -> [UInt8]
}
