internal import ArrayFiles
internal import SketchModel

/// Classifies the members of an archive by their names and headers: drawings, their labels, or something else.
struct ArchiveSurvey {
    /// A member of the archive that is an array.
    struct Entry {
        var member: ZipArchive.Member
        /// Its index among the arrays.
        var place: Int
        /// `nil` if its header can't be read: it is then taken for drawings, and the fault is thrown when they are
        /// read.
        var header: ArrayHeader?
        /// Why its elements can't be read, if so.
        var unreadable: ArrayFault?

        /// NumPy's name for it: the member's name without `.npy`.
        var name: String { String(member.name.dropLast(4)) }

        /// The number of its drawings or values; `nil` if unknown.
        var count: Int? {
            guard let header else { return nil }
            switch header.shape.count {
            case 0: return 1
            case 2 where header.type.isNumber: return 1
            default: return header.shape[0]
            }
        }

        var text: String {
            if case .unknownElementType(let name)? = unreadable?.reason as? ArrayFileError {
                return "\(member.name) (\(name))"
            }
            guard let header else { return member.name }
            let shape = "(\(header.shape.map(String.init).joined(separator: ", ")))"
            return "\(member.name) (\(header.type.isNumber ? "" : header.type.name + " of ")shape \(shape))"
        }
    }

    /// All arrays, in the archive's order.
    private(set) var entries: [Entry] = []
    /// The arrays of drawings that will be read.
    private(set) var drawings: [Entry] = []
    /// These, and the ones that were not chosen.
    private(set) var allDrawings: [Entry] = []
    /// Arrays of other kinds, some of which may be labels.
    private(set) var others: [Entry] = []
    /// Members that aren't arrays.
    private(set) var files: [String] = []

    /// - Parameter chosen: the name of the only member to read, if one was named.
    /// - Throws: `StrokeArrayError.noMembers`, `.noSuchMember`
    init(_ archive: ZipArchive, chosen: String?) throws(ArrayFault) {
        for member in archive.members {
            guard member.name.hasSuffix(".npy"), !Self.isFinderData(member.name) else {
                files.append("\(member.name) (not an array)")
                continue
            }
            entries.append(Self.entry(member, place: entries.count, archive))
        }
        guard !entries.isEmpty else { throw ArrayFault(StrokeArrayError.noMembers) }
        var candidates = entries
        if let chosen {
            candidates = entries.filter { $0.name == chosen || $0.member.name == chosen }
            guard !candidates.isEmpty else {
                throw ArrayFault(StrokeArrayError.noSuchMember(chosen, members: entries.map(\.name)))
            }
        }
        drawings = Self.drawings(among: candidates, archive)
        allDrawings = drawings
        if chosen != nil {
            let read = Set(drawings.map(\.place))
            allDrawings += Self.drawings(among: entries, archive).filter { !read.contains($0.place) }
        }
        let places = Set(allDrawings.map(\.place))
        others = entries.filter { !places.contains($0.place) }
    }

    /// macOS stores what Finder knows about each file beside it, under the same name.
    private static func isFinderData(_ name: String) -> Bool {
        name.hasPrefix("__MACOSX/") || MemberName.leaf(name).hasPrefix("._")
    }

    private static func entry(_ member: ZipArchive.Member, place: Int, _ archive: ZipArchive) -> Entry {
        do throws(ArrayFault) {
            var bytes: [UInt8] = []
            return Entry(member: member, place: place, header: try ArrayHeader(archive.open(member), into: &bytes))
        } catch {
            if case .unknownElementType? = error.reason as? ArrayFileError {
                return Entry(member: member, place: place, unreadable: error)
            }
            return Entry(member: member, place: place)
        }
    }

    private static func drawings(among entries: [Entry], _ archive: ZipArchive) -> [Entry] {
        // An archive with only object arrays, like the published ones, isn't examined further: what they hold shows
        // when they are read.
        let looksInside = entries.contains { $0.header?.type.kind != .object || MemberName.isOfValues($0.name) }
        var hasMany = false
        var candidates: [Entry] = []
        for entry in entries where entry.unreadable == nil {
            if let header = entry.header {
                guard MemberReader.isStrokes(header) else { continue }
                if header.type.kind == .object, looksInside {
                    let holdsArrays = holdsArrays(entry, archive)
                    if holdsArrays == false { continue }
                    if holdsArrays == true { hasMany = true }
                }
                if header.shape.count == 3 { hasMany = true }
            }
            candidates.append(entry)
        }
        // Beside several drawings, a matrix is something else, such as one-hot labels.
        return hasMany ? candidates.filter { $0.header?.shape.count != 2 } : candidates
    }

    /// Whether the first object of an object array is an array; `nil` if there is none, or it can't be read.
    private static func holdsArrays(_ entry: Entry, _ archive: ZipArchive) -> Bool? {
        do throws(ArrayFault) {
            var reader = try MemberReader(archive.open(entry.member))
            return try reader.next() == nil ? nil : true
        } catch {
            return error.isOfOtherObjects ? false : nil
        }
    }
}

extension ArrayFault {
    /// Whether a pickle holds something other than the expected arrays.
    var isOfOtherObjects: Bool {
        switch reason as? ArrayFileError {
        case .notAnArray, .notAText, .forbiddenGlobal, .unknownOpcode, .notCallable: true
        default: false
        }
    }
}
