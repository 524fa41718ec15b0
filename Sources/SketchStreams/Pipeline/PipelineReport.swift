package import SketchModel
package import SketchTransforms

/// What a run of the pipeline did.
package struct PipelineReport: Sendable {
    /// Sketches read, before any transform.
    package var read = 0
    /// Sketches that came out of the last transform and were taken by the verb.
    package var kept = 0
    package var faults = 0
    package var inputs = 0
    /// Files in directories that hold no drawings.
    package var passedOver = 0
    /// How many inputs were of which format, by name.
    package var formats: [String: Int] = [:]
    /// How many sketches got their label from what, their record having none.
    package var labels: [LabelOrigin: Int] = [:]
    /// What reading and transforming dropped. The verb has its own for what it could not write.
    package var losses = LossReport()
    /// What the readers decided, with the inputs' names.
    package var notes: [(source: String, text: String)] = []
    /// The labels that `-t label:` looked for and no sketch had; empty if the input was not read to its end.
    package var missingLabels: [MissingLabel] = []

    /// That of a run that has not begun.
    package init() {}

    /// Counts sketches that came out and that the output then did not take as faults.
    package mutating func refuse(_ sketches: Int) {
        faults += sketches
        kept -= sketches
    }
}

/// How far a run has come.
package struct PipelineProgress: Sendable {
    /// Bytes of input taken, before gunzip.
    package var bytes: Int
    /// Bytes of all inputs, known where there is one, and no pipe.
    package var totalBytes: Int?
    package var sketches: Int
    /// The file that is being read, from 1, and how many there are, known where there are several and no directory.
    package var file = 1
    package var files: Int?
    /// How many sketches the last `take` has let through, and how many it will.
    package var taken: (count: Int, limit: Int)?

    package init(
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
package enum ErrorPolicy: String, Sendable, Hashable, CaseIterable {
    case stop
    case skip
}
