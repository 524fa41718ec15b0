/// Finds the answers in a text, whatever surrounds them.
struct AnswerScanner {
    private(set) var answers: [Answer] = []
    private var answer: Answer?
    private var isImplicit = false
    private var stroke: StrokeText?
    private var hasStrokeTag = false
    /// The number of the last stroke's tag.
    private var number = 0
    /// The field whose content is being read, and its opening tag.
    private var field: AnswerTag?
    /// The text of the last `<concept>` since the last answer.
    private var concept: Range<Int>?

    init(_ text: Span<UInt8>) {
        var offset = 0
        // A text without `</thinking>` is searched only once.
        var mayHaveThinking = true
        while let tag = AnswerTag.next(text, from: offset) {
            offset = tag.range.upperBound
            if tag.kind == .thinking, field == nil {
                guard !tag.isClosing, mayHaveThinking else { continue }
                if let end = Self.endOfThinking(text, from: offset) { offset = end } else { mayHaveThinking = false }
            } else {
                take(tag)
            }
        }
        finish(at: text.count)
    }

    private static func endOfThinking(_ text: Span<UInt8>, from start: Int) -> Int? {
        var offset = start
        while let tag = AnswerTag.next(text, from: offset) {
            offset = tag.range.upperBound
            if tag.kind == .thinking, tag.isClosing { return offset }
        }
        return nil
    }

    private mutating func take(_ tag: AnswerTag) {
        if let field {
            let isClosed = tag.isClosing && tag.kind == field.kind
            if !isClosed { note(.unclosedField, at: field) }
            endField(field, content: field.range.upperBound..<tag.range.lowerBound)
            self.field = nil
            if isClosed { return }
        }
        switch (tag.kind, tag.isClosing) {
        case (.strokes, false):
            endAnswer(because: .unclosedAnswer, at: tag)
            begin(at: tag, isImplicit: false)
        case (.strokes, true):
            if hasStrokeTag, stroke != nil { note(.unclosedStroke, at: tag) }
            endAnswer(isClosed: true)
        case (.answer, true): endAnswer(because: .unclosedAnswer, at: tag)
        case (.concept, false):
            if answer?.strokes.isEmpty == false || stroke != nil { endAnswer(because: .unclosedAnswer, at: tag) }
            field = tag
        case (.stroke(let number), false): begin(stroke: number, at: tag)
        case (.stroke(let number), true):
            if stroke != nil, number != self.number { note(.otherClosingNumber, at: tag) }
            endStroke()
        case (.points, false), (.times, false), (.id, false): begin(field: tag)
        case (.points, true), (.times, true), (.id, true), (.concept, true), (.answer, false), (.thinking, _): break
        }
    }

    // MARK: Answers

    private mutating func begin(at tag: AnswerTag, isImplicit: Bool) {
        answer = Answer(offset: tag.range.lowerBound, concept: concept)
        (self.isImplicit, concept, number) = (isImplicit, nil, 0)
        if isImplicit { note(.noStrokesTag, at: tag) }
    }

    /// Ends an answer that something else follows.
    private mutating func endAnswer(because oddity: Oddity, at tag: AnswerTag) {
        if answer != nil, !isImplicit { note(oddity, at: tag) }
        endAnswer(isClosed: false)
    }

    private mutating func endAnswer(isClosed: Bool) {
        endStroke()
        if var answer {
            answer.isClosed = isClosed && !isImplicit
            answers.append(answer)
        }
        answer = nil
    }

    private mutating func finish(at end: Int) {
        if let field, answer != nil {
            note(field.kind == .points ? .cutPoints : .cutAnswer, offset: field.range.lowerBound)
            if field.kind == .points { stroke = nil }
        } else if answer != nil, !isImplicit {
            note(.cutAnswer, offset: end)
        }
        endAnswer(isClosed: false)
    }

    // MARK: Strokes

    private mutating func begin(stroke number: Int, at tag: AnswerTag) {
        if stroke != nil, hasStrokeTag { note(.unclosedStroke, at: tag) }
        endStroke()
        if answer == nil { begin(at: tag, isImplicit: true) }
        // An answer may consist of any one stroke, when a model draws in turns.
        if number != self.number + 1, !(isImplicit && self.number == 0) { note(.otherNumber, at: tag) }
        self.number = number
        (stroke, hasStrokeTag) = (StrokeText(offset: tag.range.lowerBound), true)
    }

    private mutating func endStroke() {
        if let stroke { answer?.strokes.append(stroke) }
        stroke = nil
    }

    // MARK: Fields

    private mutating func begin(field tag: AnswerTag) {
        // Outside answers it is prose.
        guard answer != nil else { return }
        if tag.kind == .points, stroke == nil || (!hasStrokeTag && stroke?.points != nil) {
            endStroke()
            note(.noStrokeTag, at: tag)
            (stroke, hasStrokeTag) = (StrokeText(offset: tag.range.lowerBound), false)
        }
        if stroke != nil { field = tag }
    }

    private mutating func endField(_ field: AnswerTag, content: Range<Int>) {
        switch field.kind {
        case .concept where answer == nil: concept = content
        case .concept: answer?.concept = content
        case .points: set(\.points, to: content, field)
        case .times: set(\.times, to: content, field)
        case .id: set(\.id, to: content, field)
        default: break
        }
    }

    private mutating func set(
        _ property: WritableKeyPath<StrokeText, Range<Int>?>,
        to content: Range<Int>,
        _ field: AnswerTag
    ) {
        if stroke?[keyPath: property] != nil { return note(.repeatedField, at: field) }
        stroke?[keyPath: property] = content
    }

    private mutating func note(_ oddity: Oddity, at tag: AnswerTag) { note(oddity, offset: tag.range.lowerBound) }

    private mutating func note(_ oddity: Oddity, offset: Int) { answer?.oddities.append((oddity, offset)) }
}
