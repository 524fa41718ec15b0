/// The tensors of a PyTorch checkpoint as `torch.save` writes it since PyTorch 1.6, each read on demand. The file is an
/// archive with a pickle, which is read without running anything, and one member per storage.
///
/// Source: what PyTorch's `torch/serialization.py` and `caffe2/serialize/inline_container.cc` write.
package struct TorchCheckpoint {
    /// In the order of their dictionary. Names are as written, with prefixes such as `module.`.
    package let tensors: [TensorDescription]

    private let archive: ZipArchive
    private let members: [String: ZipArchive.Member]
    private let root: String
    private let views: [TorchPickle.View]
    private let places: [String: Int]

    private static let longestPickle = 100_000_000
    private static let piece = 1 << 20
    /// Before version 1.6, a checkpoint began with a pickle of the number 0x1950a86a20f9469cfc6c.
    private static let legacyMagic: [UInt8] = [
        0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19,
    ]
    /// Enough for the magic number after the opcodes that begin a pickle of any protocol.
    static let prefixCount = 32

    /// Whether `prefix`, the first bytes of a file, begins like a checkpoint from before version 1.6.
    package static func isLegacy(_ prefix: [UInt8]) -> Bool {
        guard prefix.first == 0x80 else { return false }
        return (1..<prefixCount).contains { prefix.dropFirst($0).starts(with: legacyMagic) }
    }

    package init(_ bytes: any RandomAccessBytes) throws(ArrayFault) {
        var prefix: [UInt8] = []
        try bytes.read(0..<min(Self.prefixCount, bytes.count), into: &prefix)
        if Self.isLegacy(prefix) { throw ArrayFault(TensorFileError.legacyCheckpoint, at: 0) }
        let archive: ZipArchive
        do throws(ArrayFault) { archive = try ZipArchive(bytes) } catch {
            guard case .notAnArchive? = error.reason as? ArrayFileError, ZipArchive.begins(prefix) else { throw error }
            throw ArrayFault(TensorFileError.cutOffCheckpoint)
        }
        var members: [String: ZipArchive.Member] = [:]
        for member in archive.members {
            guard members.updateValue(member, forKey: member.name) == nil else {
                throw ArrayFault(TensorFileError.duplicateMember(member.name))
            }
        }
        let pickles = archive.members.filter { member in
            let parts = member.name.split(separator: "/", omittingEmptySubsequences: false)
            return parts.count == 2 && parts[1] == "data.pkl"
        }
        guard pickles.count == 1, let pickle = pickles.first else { throw ArrayFault(TensorFileError.noPickle) }
        guard pickle.size <= Self.longestPickle else {
            throw ArrayFault(TensorFileError.pickleTooLong(limit: Self.longestPickle))
        }
        self.archive = archive
        self.members = members
        root = String(pickle.name.dropLast("data.pkl".count))
        if let order = members[root + "byteorder"] {
            var text: [UInt8] = []
            _ = try archive.open(order).read(8, into: &text)
            guard text == Array("little".utf8) else { throw ArrayFault(TensorFileError.bigEndian) }
        }
        views = try TorchPickle(archive.open(pickle)).views
        tensors = views.map(\.description)
        places = Dictionary(uniqueKeysWithValues: tensors.enumerated().map { ($1.name, $0) })
        for view in views { _ = try member(of: view) }
    }

    /// The member that holds a tensor's storage, with the size that the pickle declares.
    private func member(of view: TorchPickle.View) throws(ArrayFault) -> ZipArchive.Member {
        let name = view.description.name
        guard let member = members[root + "data/" + view.key] else {
            throw ArrayFault(TensorFileError.missingStorage(name, key: view.key), at: view.place)
        }
        // If it were compressed, a few bytes could unpack to more than fits in memory.
        guard member.method == 0 else { throw ArrayFault(TensorFileError.compressedStorage(name), at: view.place) }
        let size = view.description.type.size
        // A storage that is viewed as elements of several sizes can end with part of one.
        guard member.size / size == view.storageCount else {
            let reason = TensorFileError.wrongStorageSize(
                name,
                found: member.size,
                expected: view.storageCount * size
            )
            throw ArrayFault(reason, at: view.place)
        }
        return member
    }

    package func tensor(_ name: String) -> TensorDescription? { places[name].map { tensors[$0] } }

    /// The elements of a tensor of F64 (rounded to nearest), F32, F16 or BF16, row by row whatever the strides. Takes
    /// the memory of the result and of a small buffer or, if the storage isn't row by row, of the storage.
    package func floats(of name: String) throws(ArrayFault) -> [Float] {
        var numbers = [Float](repeating: 0, count: try elementCount(try place(of: name)))
        var target = numbers.mutableSpan
        try readFloats(of: name, into: &target)
        return numbers
    }

    /// Reads the elements into memory of exactly their count.
    package func readFloats(of name: String, into numbers: inout MutableSpan<Float>) throws(ArrayFault) {
        let place = try place(of: name)
        let type = tensors[place].type
        guard type.isFloat else { throw ArrayFault(TensorFileError.notFloats(name, type)) }
        let count = try elementCount(place)
        guard numbers.count == count else {
            throw ArrayFault(TensorFileError.wrongValueCount(name, found: numbers.count, expected: count))
        }
        var done = 0
        try read(place) { piece in
            type.storeFloats(piece.span, in: &numbers, from: done)
            done += piece.count / type.size
        }
    }

    private func place(of name: String) throws(ArrayFault) -> Int {
        guard let place = places[name] else { throw ArrayFault(TensorFileError.noSuchTensor(name)) }
        return place
    }

    /// The number of elements of a tensor, refused if it is greater than its storage's.
    private func elementCount(_ place: Int) throws(ArrayFault) -> Int {
        let view = views[place]
        let count = try view.description.elementCount()
        // With strides of zero, one element could make a tensor of any size.
        guard count <= view.storageCount else {
            throw ArrayFault(TensorFileError.repeatedElements(view.description.name), at: view.place)
        }
        return count
    }

    /// Passes the elements of a tensor to `take` in pieces of whole elements.
    private func read(_ place: Int, _ take: (ArraySlice<UInt8>) -> Void) throws(ArrayFault) {
        let view = views[place]
        let size = view.description.type.size
        let count = try elementCount(place)
        guard count > 0 else { return }
        do throws(ArrayFault) {
            let stream = try archive.open(try member(of: view))
            let wanted = view.isContiguous ? (view.offset * size)..<((view.offset + count) * size) : nil
            // The whole member is read in any case, for its checksum.
            var storage: [UInt8] = []
            while stream.remaining > 0 {
                let start = stream.offset
                if wanted != nil { storage.removeAll(keepingCapacity: true) }
                let before = storage.count
                repeat {
                    _ = try stream.read(Self.piece - (storage.count - before), into: &storage)
                } while stream.remaining > 0 && storage.count - before < Self.piece
                guard let wanted else { continue }
                let piece = wanted.clamped(to: start..<stream.offset)
                if !piece.isEmpty { take(storage[(piece.lowerBound - start)..<(piece.upperBound - start)]) }
            }
            if wanted == nil { Self.gather(view, count: count, storage, take) }
        } catch {
            guard let reason = error.reason as? ArrayFileError else { throw error }
            throw ArrayFault(TensorFileError.unreadable(view.description.name, reason), at: error.offset)
        }
    }

    /// Passes the elements of a view with strides to `take`, row by row.
    private static func gather(
        _ view: TorchPickle.View,
        count: Int,
        _ storage: [UInt8],
        _ take: (ArraySlice<UInt8>) -> Void
    ) {
        let size = view.description.type.size
        let axes = Array(zip(view.description.shape, view.strides))
        var index = [Int](repeating: 0, count: axes.count)
        var element = view.offset
        var rows: [UInt8] = []
        for done in 1...count {
            rows.append(contentsOf: storage[(element * size)..<((element + 1) * size)])
            if rows.count >= piece || done == count {
                take(rows[...])
                rows.removeAll(keepingCapacity: true)
            }
            for axis in axes.indices.reversed() {
                index[axis] += 1
                // An axis with one element can have any stride: wrapped sums are undone before they are used.
                element &+= axes[axis].1
                if index[axis] < axes[axis].0 { break }
                element &-= axes[axis].0 &* axes[axis].1
                index[axis] = 0
            }
        }
    }
}
