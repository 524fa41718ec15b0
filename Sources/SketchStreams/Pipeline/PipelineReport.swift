public import SketchModel
public import SketchTransforms

/// What a run of the pipeline did.
public struct PipelineReport: Sendable {
    /// Sketches read, before any transform.
    public var read = 0
    /// Sketches that came out of the last transform and were taken by the verb.
    public var kept = 0
    public var faults = 0
    public var inputs = 0
    /// Files in directories that hold no drawings.
    public var passedOver = 0
    /// How many inputs were of which format, by name.
    public var formats: [String: Int] = [:]
    /// How many sketches got their label from what, their record having none.
    public var labels: [LabelOrigin: Int] = [:]
    /// What reading and transforming dropped. The verb has its own for what it could not write.
    public var losses = LossReport()
    /// What the readers decided, with the inputs' names.
    public var notes: [(source: String, text: String)] = []
    /// The labels that `-t label:` looked for and no sketch had; empty if the input was not read to its end.
    public var missingLabels: [MissingLabel] = []

    /// That of a run that has not begun.
    public init() {}

    /// Counts sketches that came out and that the output then did not take as faults.
    public mutating func refuse(_ sketches: Int) {
        faults += sketches
        kept -= sketches
    }
}

/// How far a run has come.
public struct PipelineProgress: Sendable {
    /// Bytes of input taken, before gunzip.
    public var bytes: Int
    /// Bytes of all inputs, known where there is one, and no pipe.
    public var totalBytes: Int?
    public var sketches: Int
    /// The file that is being read, from 1, and how many there are, known where there are several and no directory.
    public var file = 1
    public var files: Int?
    /// How many sketches the last `take` has let through, and how many it will.
    public var taken: (count: Int, limit: Int)?

    public init(
        bytes: Int,
        totalBytes: Int? = nil,
        sketches: Int,
        file: Int = 1,
        files: Int? = nil,
        taken: (count: Int, limit: Int)? = nil
    ) {
        (self.bytes, self.totalBytes, self.sketches) = (bytes, totalBytes, sketches)
        (self.file, self.files, self.taken) = (file, files, taken)
    }
}

/// What happens at a record that cannot be read, transformed or written.
public enum ErrorPolicy: String, Sendable, Hashable, CaseIterable {
    case stop
    case skip
}
