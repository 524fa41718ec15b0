internal import ArrayFiles
internal import SketchModel

/// The labels and ids that other members of an archive provide for the drawings of one member.
struct LabelSource {
    private var labels: ValueColumn?
    /// The names of the classes, if labels are numbers.
    private var names: [String]?
    private var ids: ValueColumn?
    private var labelEntry: ArchiveSurvey.Entry?
    private var namesEntry: ArchiveSurvey.Entry?
    private var idEntry: ArchiveSurvey.Entry?
    /// The number of class numbers without a name.
    private var unnamed = 0
    /// The number of texts and numbers that aren't ids.
    private var oddIDs = 0

    private static let mostNames = 1 << 20

    /// The indices of the members among the archive's arrays.
    var places: [Int] { [labelEntry, namesEntry, idEntry].compactMap { $0?.place } }

    /// Where labels and ids came from, for the summary.
    var note: String? {
        var parts: [String] = []
        if let labelEntry {
            let names = namesEntry.map { " with the names in \($0.name)" } ?? ""
            let rest = unnamed > 0 ? " (\(unnamed) without a name)" : ""
            parts.append("labels from \(labelEntry.name)\(names)\(rest)")
        }
        if let idEntry {
            let rest = oddIDs > 0 ? " (\(oddIDs) are not whole numbers of 64 bits)" : ""
            parts.append("ids from \(idEntry.name)\(rest)")
        }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    /// A source without labels and ids.
    init() {}

    /// Looks for members that fit the drawings.
    /// - Throws: `Fault` if a member fits by its name and header but is damaged.
    init(
        _ survey: ArchiveSurvey,
        for drawings: ArchiveSurvey.Entry,
        in archive: ZipArchive
    ) throws(MemberProblem) {
        guard let count = drawings.count, count > 0 else { return }
        let isOnly = !survey.hasOtherDrawings(than: drawings)
        func entries(_ words: [String], isOnly: Bool = isOnly) -> [ArchiveSurvey.Entry] {
            MemberName.candidates(words, of: drawings.name, isOnly: isOnly).flatMap { name in
                survey.others.filter { MemberName.leaf($0.name).lowercased() == name }
            }
        }
        for entry in entries(MemberName.ids) where entry.count == count {
            guard let column = try Self.column(entry, archive) else { continue }
            ids = column
            idEntry = entry
            break
        }
        let nameEntries = entries(MemberName.classNames, isOnly: true)
        let labelEntries = entries(MemberName.labels).filter { $0.count == count }
        for takesClasses in [false, true] {
            for entry in labelEntries where labels == nil {
                guard let kind = entry.header?.type.kind else { continue }
                let isNumber = kind == .signed || kind == .unsigned
                // A member called classes may hold the names of numbered ones; that is tried first.
                if !takesClasses, entry.name.lowercased().hasSuffix("classes"), !isNumber { continue }
                guard let column = try Self.column(entry, archive) else { continue }
                if isNumber {
                    for nameEntry in nameEntries where nameEntry.place != entry.place && names == nil {
                        names = try Self.names(nameEntry, archive)
                        if names != nil { namesEntry = nameEntry }
                    }
                    if names == nil { continue }
                } else if !column.holdsTexts {
                    continue
                }
                labels = column
                labelEntry = entry
            }
        }
    }

    private static func column(
        _ entry: ArchiveSurvey.Entry,
        _ archive: ZipArchive
    ) throws(MemberProblem) -> ValueColumn? {
        guard let header = entry.header, ValueColumn.holds(header) else { return nil }
        do throws(ArrayFault) {
            return try ValueColumn(archive.open(entry.member))
        } catch {
            if error.isOfOtherObjects { return nil }
            throw MemberProblem(member: entry.name, fault: error)
        }
    }

    /// The names of classes, or `nil` if the member holds something else.
    private static func names(
        _ entry: ArchiveSurvey.Entry,
        _ archive: ZipArchive
    ) throws(MemberProblem) -> [String]? {
        guard let header = entry.header, header.shape.count == 1, header.shape[0] <= mostNames,
            [.text, .byteText, .object].contains(header.type.kind),
            header.shape[0] * header.type.size <= mostNames * 64,
            var column = try column(entry, archive)
        else { return nil }
        var names: [String] = []
        do throws(ArrayFault) {
            try column.next(column.count) { names.append(Self.text($0) ?? "") }
        } catch {
            throw MemberProblem(member: entry.name, fault: error)
        }
        return names
    }

    /// Adds to a batch the labels and ids of its drawings.
    mutating func label(_ batch: inout ItemBatch) throws(MemberProblem) {
        let count = batch.items.count
        do throws(ArrayFault) {
            var found: [String?] = []
            var unnamed = 0
            try labels?.next(count) { [names] value in
                if let names, case .number(let number) = value {
                    let name = number < UInt64(names.count) ? names[Int(number)] : ""
                    if name.isEmpty { unnamed += 1 }
                    found.append(name.isEmpty ? nil : name)
                } else {
                    if names != nil { unnamed += 1 }
                    found.append(names == nil ? Self.text(value) : nil)
                }
            }
            batch.labels = found
            self.unnamed += unnamed
        } catch {
            throw MemberProblem(member: labelEntry?.name ?? "", fault: error)
        }
        do throws(ArrayFault) {
            var found: [UInt64?] = []
            var odd = 0
            try ids?.next(count) { value in
                switch value {
                case .number(let number): found.append(number)
                case .text(let text):
                    let id = text.utf8.first.map { $0 &- 48 < 10 } == true ? UInt64(text) : nil
                    if id == nil, !text.isEmpty { odd += 1 }
                    found.append(id)
                case .nothing:
                    odd += 1
                    found.append(nil)
                }
            }
            batch.ids = found
            oddIDs += odd
        } catch {
            throw MemberProblem(member: idEntry?.name ?? "", fault: error)
        }
    }

    private static func text(_ value: ObjectText) -> String? {
        if case .text(let text) = value, !text.isEmpty { text } else { nil }
    }
}

/// What is wrong with a member of an archive.
struct MemberProblem: Error {
    var member: String
    var fault: ArrayFault
}

extension ArchiveSurvey {
    /// Whether another member of the archive also has drawings.
    func hasOtherDrawings(than entry: Entry) -> Bool {
        allDrawings.contains { $0.place != entry.place && $0.count != 0 }
    }
}
