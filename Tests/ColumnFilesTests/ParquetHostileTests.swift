@testable internal import ColumnFiles
internal import ArrayFiles
internal import Testing

/// Each kind of damage has its own words and its place.
struct ParquetHostileTests {
    typealias Chunk = HandmadeParquet.Chunk
    typealias Element = HandmadeParquet.Element

    private func fault(_ chunk: Chunk) -> String { ParquetTestFiles.fault(HandmadeParquet.numbers(chunk).bytes) }

    private func fault(page: [UInt8], count: Int = 2) -> String { fault(Chunk(valueCount: count, pages: page)) }

    private static let numbers = HandmadeParquet.int32([7, 8])

    @Test func aGoodFileIsRead() throws {
        let chunk = Chunk(valueCount: 2, pages: HandmadeParquet.page(Self.numbers, count: 2))
        #expect(try ParquetTestFiles.rows(HandmadeParquet.numbers(chunk).bytes) == ["a=7", "a=8"])
    }

    @Test func theEndsOfAFileAreChecked() {
        let good = HandmadeParquet.numbers(Chunk(valueCount: 2, pages: HandmadeParquet.page(Self.numbers, count: 2)))
            .bytes
        let notParquet = "-: is not a Parquet file: it doesn't begin and end with PAR1"
        #expect(ParquetTestFiles.fault([]) == notParquet)
        #expect(ParquetTestFiles.fault(Array("PAR1PAR1".utf8)) == notParquet)
        #expect(ParquetTestFiles.fault(Array(good.dropLast())) == notParquet)
        #expect(ParquetTestFiles.fault(Array(good.dropFirst())) == notParquet)
        let encrypted = good.dropLast(4) + "PARE".utf8
        let place = good.count - 4
        #expect(ParquetTestFiles.fault(Array(encrypted)) == "\(place): has an encrypted footer, which isn't supported")
        var long = good
        long[good.count - 6] = 1
        #expect(ParquetTestFiles.fault(long).hasSuffix("has damaged Parquet metadata: its length is 65584 bytes"))
    }

    @Test func levelsOfNestingAreLimited() {
        func fault(_ groupCount: Int) -> String {
            let groups = (0..<groupCount).map { Element(name: "g\($0)", childCount: 1) }
            let elements = [Element(name: "root", childCount: 1)] + groups + [Element(name: "a", type: .int32)]
            return ParquetTestFiles.fault(HandmadeParquet(elements: elements, rowCount: 0, chunks: []).bytes)
        }
        #expect(fault(15) == "4: has damaged Parquet metadata: a row group has 0 columns, not 1")
        #expect(fault(16) == "4: has a schema of more than 16 levels")
    }

    @Test func fieldsAreLimited() {
        let elements = (0..<10_001).map { Element(name: "\($0)", type: .int32) }
        let file = HandmadeParquet(elements: elements, chunks: [])
        #expect(ParquetTestFiles.fault(file.bytes) == "4: has a schema of more than 10000 fields")
    }

    @Test(arguments: [
        ([Element](), "it has no root"),
        ([Element(name: "a", type: .int32)], "it has no root"),
        (
            [Element(name: "root", childCount: 2), Element(name: "a", type: .int32)],
            "the root contains more fields than there are"
        ),
        (
            [Element(name: "root", childCount: 0), Element(name: "a", type: .int32)],
            "it has more fields than its groups contain"
        ),
        ([Element(name: "root", childCount: 1), Element(name: "a", childCount: 0)], "the group 'a' has no fields"),
        (
            [Element(name: "root", childCount: 1), Element(name: "a", type: .fixedBytes, length: 0)],
            "the values of 'a' are of 0 bytes"
        ),
    ])
    func schemasAreChecked(elements: [Element], why: String) {
        let file = HandmadeParquet(elements: elements, chunks: [])
        #expect(ParquetTestFiles.fault(file.bytes) == "4: has a bad Parquet schema: \(why)")
    }

    @Test func rowGroupsHaveAChunkPerLeaf() {
        let file = HandmadeParquet(
            elements: [Element(name: "root", childCount: 1), Element(name: "a", type: .int32)],
            chunks: []
        )
        #expect(
            ParquetTestFiles.fault(file.bytes) == "4: has damaged Parquet metadata: a row group has 0 columns, not 1"
        )
    }

    @Test func chunksAreChecked() {
        let page = HandmadeParquet.page(Self.numbers, count: 2)
        #expect(
            fault(Chunk(type: .int64, valueCount: 2, pages: page))
                == "-: column 'a' is damaged: its type isn't the schema's"
        )
        let outside = "-: column 'a' is damaged: it lies outside the file"
        #expect(fault(Chunk(valueCount: 2, pages: page, offsetError: -1)) == outside)
        #expect(fault(Chunk(valueCount: 2, pages: page, offsetError: 1)) == outside)
        #expect(fault(Chunk(valueCount: 2, pages: page, sizeError: -1 - page.count)) == outside)
        #expect(
            fault(Chunk(valueCount: 2, pages: page, isEncrypted: true))
                == "-: column 'a' is encrypted, which isn't supported"
        )
        #expect(
            fault(Chunk(valueCount: 2, pages: page, isElsewhere: true))
                == "-: column 'a' is in another file, which isn't supported"
        )
        #expect(
            fault(Chunk(codec: 4, valueCount: 2, pages: page))
                == "4: column 'a' is compressed with BROTLI, which isn't supported"
        )
        #expect(
            fault(Chunk(codec: 77, valueCount: 2, pages: page))
                == "4: column 'a' is compressed with codec 77, which isn't supported"
        )
    }

    @Test func valuesAreCounted() {
        let page = HandmadeParquet.page(Self.numbers, count: 2)
        #expect(
            fault(Chunk(valueCount: 3, pages: page))
                == "\(4 + page.count): column 'a' is damaged: it has fewer values than it declares"
        )
        #expect(
            fault(Chunk(valueCount: 1, pages: page)) == "4: column 'a' is damaged: it has more values than it declares"
        )
        #expect(
            fault(page: HandmadeParquet.page([1], count: 2))
                == "4: column 'a' is damaged: a page ends before its values do"
        )
        let limit = 1 << 24 + 16 * page.count
        #expect(
            fault(Chunk(valueCount: limit + 1, pages: page)) == "4: column 'a' expands to more than \(limit) values"
        )
        var file = HandmadeParquet.numbers(Chunk(valueCount: 2, pages: page))
        file.rowCount = 3
        let place = 4 + page.count
        #expect(
            ParquetTestFiles.fault(file.bytes)
                == "\(place): has damaged Parquet metadata: a row group has 3 rows, but not as many values"
        )
        file.rowCount = 1
        #expect(ParquetTestFiles.fault(file.bytes) == "-: column 'a' is damaged: it doesn't have a value per row")
    }

    @Test func pagesAreChecked() {
        #expect(
            fault(page: HandmadeParquet.page(Self.numbers, count: 2, packedSize: 9))
                == "4: column 'a' is damaged: a page lies outside it"
        )
        #expect(
            fault(page: HandmadeParquet.page(Self.numbers, count: 2, unpackedSize: 9))
                == "4: column 'a' can't be decompressed: a page doesn't have its declared size"
        )
        #expect(
            fault(page: HandmadeParquet.page(Self.numbers, count: 2, checksum: 1))
                == "4: column 'a' doesn't match its CRC-32: the bytes are damaged"
        )
        #expect(
            fault(page: HandmadeParquet.page(Self.numbers, count: 2, encoding: 4))
                == "4: column 'a' is encoded as BIT_PACKED, which isn't supported"
        )
        #expect(
            fault(page: HandmadeParquet.page(Self.numbers, count: 2, encoding: 99))
                == "4: column 'a' is encoded as encoding 99, which isn't supported"
        )
        let page = HandmadeParquet.page(Self.numbers, count: 2, unpackedSize: 1 << 30)
        let limit = 1 << 27 + 64 * page.count
        #expect(fault(page: page) == "4: column 'a' expands to more than \(limit) bytes")
    }

    @Test(arguments: [
        (1, "its Snappy data are damaged"), (2, "incorrect header check"), (6, "Unknown frame descriptor"),
        (7, "its LZ4 data are damaged"),
    ])
    func compressedDataAreChecked(codec: Int, why: String) {
        let page = HandmadeParquet.page(HandmadeParquet.int32(Array(1...20)), count: 20)
        let chunk = Chunk(codec: codec, valueCount: 20, pages: page)
        #expect(fault(chunk) == "4: column 'a' can't be decompressed: \(why)")
    }

    @Test func dictionariesAreChecked() {
        let indices = HandmadeParquet.page([1, 3, 0b10], count: 2, encoding: 8)
        #expect(
            fault(page: indices) == "4: column 'a' is damaged: it has no dictionary, but a page that needs one"
        )
        let dictionary = HandmadeParquet.dictionary(HandmadeParquet.int32([5]), count: 1)
        #expect(
            fault(page: dictionary + indices)
                == "\(4 + dictionary.count): column 'a' is damaged: a value isn't in its dictionary"
        )
        #expect(
            fault(page: dictionary + dictionary)
                == "\(4 + dictionary.count): column 'a' is damaged: it has a dictionary that isn't its first page"
        )
        #expect(
            fault(page: HandmadeParquet.dictionary([1], count: 1))
                == "4: column 'a' is damaged: a page ends before its values do"
        )
    }

    // MARK: Levels

    /// The fault of a list of numbers with these levels, of which the highest are 1 and 2.
    private func fault(repetitions: [UInt8], definitions: [UInt8], levelEncoding: Int = 3) -> String {
        let levels =
            HandmadeParquet.levels(repetitions, width: 1) + HandmadeParquet.levels(definitions, width: 2)
        let values = HandmadeParquet.int32([1, 2, 3, 4])
        let page = HandmadeParquet.page(levels + values, count: definitions.count, levelEncoding: levelEncoding)
        return ParquetTestFiles.fault(
            HandmadeParquet(
                elements: [
                    Element(name: "root", childCount: 1),
                    Element(name: "a", repetition: .optional, childCount: 1, convertedType: 3),
                    Element(name: "item", repetition: .repeated, type: .int32),
                ],
                chunks: [Chunk(valueCount: definitions.count, pages: page)]
            ).bytes
        )
    }

    @Test func levelsAreChecked() {
        #expect(fault(repetitions: [0, 1], definitions: [2, 2]) == "none")
        let contradiction =
            "column 'a.item' is damaged: its repetition and definition levels contradict each other"
        #expect(fault(repetitions: [1, 1], definitions: [2, 2]).hasSuffix(contradiction))
        #expect(fault(repetitions: [0, 1], definitions: [1, 2]).hasSuffix(contradiction))
        #expect(fault(repetitions: [0, 1], definitions: [2, 0]).hasSuffix(contradiction))
        let tooHigh = "4: column 'a.item' is damaged: its levels end early or are too high"
        #expect(fault(repetitions: [0, 1], definitions: [2, 3]) == tooHigh)
        #expect(fault(repetitions: [0], definitions: [2, 2, 2, 2, 2, 2, 2, 2, 2]) == tooHigh)
        #expect(
            fault(repetitions: [0, 1], definitions: [2, 2], levelEncoding: 4)
                == "4: column 'a.item' has levels encoded as BIT_PACKED, which isn't supported"
        )
    }

    @Test func leavesAgreeAboutTheListsThatContainThem() {
        func page(_ repetitions: [UInt8]) -> [UInt8] {
            HandmadeParquet.page(
                HandmadeParquet.levels(repetitions, width: 1) + HandmadeParquet.levels([1, 1, 1], width: 1)
                    + HandmadeParquet.int32([1, 2, 3]),
                count: 3
            )
        }
        let elements = [
            Element(name: "root", childCount: 1), Element(name: "a", repetition: .repeated, childCount: 2),
            Element(name: "x", type: .int32), Element(name: "y", type: .int32),
        ]
        func fault(_ first: [UInt8], _ second: [UInt8]) -> String {
            let chunks = [first, second].map { Chunk(valueCount: 3, pages: page($0)) }
            return ParquetTestFiles.fault(HandmadeParquet(elements: elements, rowCount: 2, chunks: chunks).bytes)
        }
        #expect(fault([0, 1, 0], [0, 1, 0]) == "none")
        #expect(
            fault([0, 1, 0], [0, 0, 1])
                == "-: columns 'a.x' and 'a.y' disagree about the lists or records that contain both"
        )
    }

    @Test func columnsThatAreNotSelectedAreNotRead() throws {
        let bad = Chunk(codec: 4, valueCount: 1, pages: [0])
        let good = Chunk(valueCount: 1, pages: HandmadeParquet.page(HandmadeParquet.int32([9]), count: 1))
        let file = HandmadeParquet(
            elements: [
                Element(name: "root", childCount: 2), Element(name: "a", type: .int32),
                Element(name: "b", type: .int32),
            ],
            chunks: [bad, good]
        )
        #expect(try ParquetTestFiles.rows(file.bytes, select: ["b"]) == ["a=- b=9"])
    }

    @Test func rowGroupsAreLimited() {
        let chunks = (0..<5).map { _ in Chunk(valueCount: 1 << 24, pages: [0]) }
        let elements = (0..<5).map { Element(name: "\($0)", type: .int32) }
        let file = HandmadeParquet(elements: [Element(name: "root", childCount: 5)] + elements, chunks: chunks)
        let limit = 1 << 26 + 16 * 5
        #expect(
            ParquetTestFiles.fault(file.bytes) == "-: has a row group that expands to more than \(limit) values"
        )
    }

    @Test func columnsThatOverlapAreRefused() {
        let chunk = Chunk(valueCount: 2, pages: HandmadeParquet.page(Self.numbers, count: 2))
        var second = chunk
        second.offsetError = -chunk.pages.count
        second.sizeError = chunk.pages.count
        let file = HandmadeParquet(
            elements: [
                Element(name: "root", childCount: 2), Element(name: "a", type: .int32),
                Element(name: "b", type: .int32),
            ],
            rowCount: 2,
            chunks: [chunk, second]
        )
        #expect(ParquetTestFiles.fault(file.bytes).hasSuffix("its columns take up more bytes than the file has"))
    }
}
