package import SketchModel

/// An argument `KEY=VALUE` that an `Owner` takes and keeps in a stored property. It is declared once: help, completion,
/// parsing and errors come from the declaration.
package struct ArgumentOption<Owner>: Sendable {
    /// The key before the `=`.
    package let name: String
    /// The form of its value: `skip|outline|error`.
    package let form: String
    /// All its values, if they can be listed.
    package let choices: [String]
    /// One line of help, with the default.
    package let summary: String
    private let words: String
    /// Parses a text and stores the value in the owner; returns `false` if the text isn't of the form.
    private let set: @Sendable (inout Owner, String) -> Bool

    package init<Value>(
        _ name: String,
        _ property: any WritableKeyPath<Owner, Value> & Sendable,
        _ form: ArgumentForm<Value>,
        _ summary: String
    ) {
        self.init(name, form, summary) { $0[keyPath: property] = $1 }
    }

    /// An option for a property that is `nil` unless the option is given.
    package init<Value>(
        _ name: String,
        _ property: any WritableKeyPath<Owner, Value?> & Sendable,
        _ form: ArgumentForm<Value>,
        _ summary: String
    ) {
        self.init(name, form, summary) { $0[keyPath: property] = $1 }
    }

    private init<Value>(
        _ name: String,
        _ form: ArgumentForm<Value>,
        _ summary: String,
        assign: @escaping @Sendable (inout Owner, Value) -> Void
    ) {
        (self.name, self.summary) = (name, summary)
        (self.form, choices, words) = (form.text, form.choices, form.words)
        set = { owner, text in
            guard let value = form.read(text) else { return false }
            assign(&owner, value)
            return true
        }
    }

    /// Stores arguments in an owner.
    /// - Parameters:
    ///   - options: all the options that it takes.
    ///   - name: what messages call it.
    /// - Throws: `ArgumentError` at the first item that isn't an option, has an invalid value or is repeated. The items
    ///   before it are then stored.
    package static func give(
        _ items: [ArgumentItem],
        to owner: inout Owner,
        named name: String,
        options: [ArgumentOption]
    ) throws(ArgumentError) {
        var seen: Set<String> = []
        for item in items {
            guard let key = item.key else {
                throw .plain(item.value, owner: name, known: options.map(\.written))
            }
            guard let option = options.first(where: { $0.name == key }) else {
                let nearest = NearestNames.of(key, among: options.map(\.name))
                throw .unknown(key, owner: name, nearest: nearest, known: options.map(\.written))
            }
            guard seen.insert(key).inserted else { throw .repeated(key) }
            guard option.set(&owner, item.value) else {
                throw .unusable(item.value, option: key, words: option.words)
            }
        }
    }

    /// The option as help shows it: `precision=0…15`.
    package var written: String { name + "=" + form }
}

/// Why arguments are refused.
package enum ArgumentError: FaultReason, Hashable {
    /// `known` are the options as help shows them.
    case unknown(String, owner: String, nearest: [String], known: [String])
    /// `words` describe a valid value.
    case unusable(String, option: String, words: String)
    case repeated(String)
    /// An argument without a key.
    case plain(String, owner: String, known: [String])

    package var message: String {
        switch self {
        case .unknown(let name, let owner, _, _): "\(owner) has no option '\(name)'"
        case .unusable(let value, let option, _): "\(option) cannot be '\(value)'"
        case .repeated(let option): "\(option) is given twice"
        case .plain("", let owner, _): "\(owner) is given an empty option"
        case .plain(let text, let owner, _): "\(owner) has no option '\(text)', nor takes values without a name"
        }
    }

    package var advice: String? {
        switch self {
        case .unknown(_, _, let nearest, let known):
            (nearest.isEmpty ? "" : "did you mean \(nearest.joined(separator: ", "))? ") + Self.taken(known)
        case .unusable(_, _, let words): "give \(words)"
        case .repeated: "give it once"
        case .plain(_, _, let known): Self.taken(known)
        }
    }

    package var kind: FaultKind { .wrongUsage }

    private static func taken(_ known: [String]) -> String {
        known.isEmpty ? "it takes no options here" : "it takes \(known.joined(separator: ", "))"
    }
}
